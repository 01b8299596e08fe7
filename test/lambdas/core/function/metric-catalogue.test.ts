import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { METRIC_CATALOGUE } from '../../../../lambdas/core/function/metric-catalogue.ts';
import { PENDING_TIERS } from '../../../../lambdas/core/job/status.ts';

const lambdas = join(import.meta.dirname, '../../../../lambdas');

/** A metric of each tier is named by a template. */
const TIER = new RegExp(`(${PENDING_TIERS.join('|')})$`);

const sourceOf = (service: string): string =>
  readdirSync(join(lambdas, service), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(join(lambdas, service, file), 'utf8'))
    .join('\n');

// The compiler sees to the other direction: a function cannot emit what is not listed.
it.each(Object.entries(METRIC_CATALOGUE))('%s emits all its metrics', (service, metrics) => {
  const source = sourceOf(service);
  const isEmitted = (name: string) =>
    source.includes(`'${name}'`) || source.includes(`\`${name.replace(TIER, '')}\${tier}\``);
  const silent = Object.keys(metrics).filter((name) => !isEmitted(name));
  expect(silent).toStrictEqual([]);
});
