import { readFileSync } from 'node:fs';
import { App } from 'aws-cdk-lib';
import * as z from 'zod';
import { ServiceStack } from '../../lib/service-stack.ts';
import { readSettings } from '../../lib/settings/read-settings.ts';
import { type EventFilter, readEventFilters } from '../../sandbox/sources/event-filter.ts';
import { PLACE } from './place.ts';

const Resource = z.object({
  Type: z.string(),
  Properties: z.record(z.string(), z.unknown()).default({}),
});
const Template = z.object({ Resources: z.record(z.string(), Resource) });

const FunctionProperties = z
  .object({
    Timeout: z.number(),
    Environment: z.object({ Variables: z.record(z.string(), z.unknown()) }),
  })
  .transform(({ Timeout, Environment }) => ({
    timeoutMs: Timeout * 1000,
    env: toEnv(Environment.Variables),
  }));
const QueueProperties = z
  .object({
    VisibilityTimeout: z.number(),
    RedrivePolicy: z.object({ maxReceiveCount: z.number() }),
  })
  .transform(({ VisibilityTimeout, RedrivePolicy }) => ({
    visibilityMs: VisibilityTimeout * 1000,
    maxReceives: RedrivePolicy.maxReceiveCount,
  }));
const MappingProperties = z.object({
  BatchSize: z.number(),
  ScalingConfig: z.object({ MaximumConcurrency: z.number() }).optional(),
  ParallelizationFactor: z.number().default(1),
  BisectBatchOnFunctionError: z.boolean().default(false),
  MaximumRetryAttempts: z.number().default(-1),
  FilterCriteria: z.unknown().optional(),
});
const AsyncProperties = z
  .object({
    MaximumRetryAttempts: z.number(),
    MaximumEventAgeInSeconds: z.number().default(6 * 3600),
  })
  .transform(({ MaximumRetryAttempts, MaximumEventAgeInSeconds }) => ({
    maximumRetries: MaximumRetryAttempts,
    maximumEventAgeMs: MaximumEventAgeInSeconds * 1000,
  }));

/** What the template says of one function. */
export interface DeployedFunction {
  readonly timeoutMs: number;
  /** Its environment; what only a deployment knows, such as a queue's URL, has a text in its place. */
  readonly env: Readonly<Record<string, string>>;
}

/** Queues, event sources and functions of the template, as the simulation reads them. */
export interface Deployment {
  readonly functionOf: (name: string) => DeployedFunction;
  readonly queueOf: (name: string) => z.output<typeof QueueProperties>;
  /** The event source of a function; a function with several needs a part of the source's name. */
  readonly mappingOf: (name: string, source?: string) => z.output<typeof MappingProperties>;
  readonly asyncOf: (name: string) => z.output<typeof AsyncProperties>;
  /** The filters of a table's stream. */
  readonly filtersOf: (table: string) => readonly EventFilter[];
}

const cdkJson = z.object({ context: z.record(z.string(), z.unknown()) });

/** What every simulation needs, unless other settings are given. */
const NEEDED = { vaults: '*', trackInitiateJob: true };

const known = new Map<string, Deployment>();

/** Reads what the template has for these settings; the same settings are synthesized once. */
export const readDeployment = (settings: Readonly<Record<string, unknown>>): Deployment => {
  const name = JSON.stringify(settings);
  const deployment = known.get(name) ?? synthesize(settings);
  known.set(name, deployment);
  return deployment;
};

/** Synthesizes the service, its functions not bundled. */
const synthesize = (settings: Readonly<Record<string, unknown>>): Deployment => {
  const text = readFileSync(new URL('../../cdk.json', import.meta.url), 'utf8');
  const { context } = cdkJson.parse(JSON.parse(text));
  const app = new App({
    builtinCloudFormationValidation: false,
    context: {
      ...context,
      glacierJobNotifier: { ...NEEDED, ...settings },
      'aws:cdk:bundling-stacks': [],
    },
  });
  new ServiceStack(app, 'Simulated', { settings: readSettings(app.node) });
  const { Resources } = Template.parse(app.synth().getStackByName('Simulated').template);
  const properties = new Map<string, Record<string, unknown>>();
  const find = (type: string, name: string, part = '') => {
    const key = `${type} ${name} ${part}`;
    const found = properties.get(key) ?? findOnce(type, name, part);
    properties.set(key, found);
    return found;
  };
  const findOnce = (type: string, name: string, part: string) => {
    const found = Object.entries(Resources).filter(
      ([id, { Type }]) => Type === type && id.startsWith(name) && id.includes(part),
    );
    const [one] = found;
    if (one === undefined || found.length > 1) {
      throw new Error(`The template has ${found.length} resources ${name} of ${type}, not 1`);
    }
    return one[1].Properties;
  };
  const mappingOf = (name: string, source?: string) =>
    MappingProperties.parse(find('AWS::Lambda::EventSourceMapping', name, source));
  return {
    mappingOf,
    filtersOf: (table) => readEventFilters(mappingOf('FanOut', table).FilterCriteria),
    functionOf: (name) => FunctionProperties.parse(find('AWS::Lambda::Function', name)),
    queueOf: (name) => QueueProperties.parse(find('AWS::SQS::Queue', name)),
    asyncOf: (name) => AsyncProperties.parse(find('AWS::Lambda::EventInvokeConfig', name)),
  };
};

const toEnv = (variables: Readonly<Record<string, unknown>>): Record<string, string> => ({
  ...Object.fromEntries(
    Object.entries(variables).map(([name, value]) => [
      name,
      typeof value === 'string' ? value : name,
    ]),
  ),
  ACCOUNT_ID: PLACE.accountId,
  PARTITION: PLACE.partition,
  AWS_REGION: PLACE.region,
});
