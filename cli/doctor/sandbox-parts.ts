import * as z from 'zod/mini';
import type {
  ActivityFacts,
  FunctionFacts,
  ScheduleFacts,
  SubscriberFacts,
} from '../../operations/doctor/facts.ts';
import { readDescription } from '../deployment/read-output.ts';
import type { Service } from '../deployment/service.ts';
import type { Parts } from './part-facts.ts';

/** What a sandbox runs, as published by its control server; names are those of a stack. */
export interface SandboxFacts {
  readonly functions: Readonly<Record<string, FunctionFacts>>;
  readonly schedules: Readonly<Record<string, ScheduleFacts>>;
  readonly polls: ActivityFacts;
  readonly intakeSubscriber: SubscriberFacts;
}

const Facts = z.custom<SandboxFacts>(
  (value) => typeof value === 'object' && value !== null && 'intakeSubscriber' in value,
);

/** Inspects the parts of a sandbox. */
export const createSandboxParts = ({ sandbox }: Service): Parts => {
  const facts = (async () => readDescription(Facts, await sandbox?.ask('/facts'), 'The sandbox'))();
  return {
    inspectFunction: async (part) =>
      (await facts).functions[part] ?? { name: part, exists: false, arn: '', mappings: [] },
    inspectSchedule: async (part) =>
      (await facts).schedules[part] ?? { name: part, groupName: 'default', state: 'DELETED' },
    countPolls: async () => (await facts).polls,
    // A sandbox has no KMS keys.
    inspectKey: () => Promise.resolve(undefined),
    findSubscriber: async () => (await facts).intakeSubscriber,
  };
};
