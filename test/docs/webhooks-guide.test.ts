import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { webhookHeaders } from '../../lambdas/core/delivery/request.ts';
import { EVENT_TYPES } from '../../lambdas/core/event/event-type.ts';
import { DEFAULT_RETRY_SCHEDULE_SECONDS } from '../../lambdas/core/function/settings.ts';
import { buildTestEvent } from '../../operations/replay/test-event.ts';
import { eventProblems } from '../support/event-schema.ts';

const docs = `${import.meta.dirname}/../../docs`;
// Without what only lines up the columns.
const guide = readFileSync(`${docs}/webhooks.md`, 'utf8').replaceAll(/ +\|/g, ' |');
const inWords = (seconds: number): string => {
  if (seconds < 60) return `${seconds} s`;
  return seconds < 3600 ? `${seconds / 60} min` : `${seconds / 3600} h`;
};

describe('docs/webhooks.md', () => {
  it('shows an event that its schema accepts', () => {
    const [, example = ''] = /```json\n(.*?)```/s.exec(guide) ?? [];
    expect(eventProblems(example)).toStrictEqual([]);
  });

  it('links the schema of every type', () => {
    for (const type of [...EVENT_TYPES, 'webhook.test']) {
      expect(guide).toMatch(`| \`${type}\` |`);
      expect(guide).toContain(`[schema](schemas/${type}.schema.json)`);
      expect(existsSync(`${docs}/schemas/${type}.schema.json`)).toBe(true);
    }
  });

  it('stays under 200 lines', () => {
    expect(guide.split('\n').length).toBeLessThan(200);
  });

  it('lists every header that is sent', () => {
    const sent = webhookHeaders({ id: 'evt_1', body: '', secrets: [], headers: {}, nowMs: 0 });
    for (const name of Object.keys(sent)) expect(guide).toContain(`| \`${name}\` |`);
  });

  it('states the default schedule', () => {
    const waits = DEFAULT_RETRY_SCHEDULE_SECONDS.map(inWords);
    expect(guide).toContain(`after ${waits.slice(0, -1).join(', ')} and ${waits.at(-1)}`);
    const hours = DEFAULT_RETRY_SCHEDULE_SECONDS.reduce((sum, wait) => sum + wait, 0) / 3600;
    expect(guide).toContain(`ten attempts in some ${Math.floor(hours)} hours`);
  });
});

it('publishes a schema that the test event meets', () => {
  const { body, eventId } = buildTestEvent('ep_1', '2026-03-14T09:26:53.589Z');
  expect(eventProblems(body)).toStrictEqual([]);
  expect(JSON.parse(body).id).toBe(eventId);
  expect(eventProblems(body.replace(eventId, '1'))).toHaveLength(1);
});
