import { checkCompletions } from './checks/completions.ts';
import { checkDelivery } from './checks/delivery.ts';
import { checkEndpoints } from './checks/endpoints.ts';
import { checkIntake } from './checks/function.ts';
import { checkOverdue } from './checks/overdue.ts';
import { checkPolling } from './checks/polling.ts';
import { checkQueues } from './checks/queues.ts';
import { checkRows } from './checks/rows.ts';
import { checkSubscription } from './checks/subscription.ts';
import { checkTopic, checkTopicPolicy } from './checks/topic.ts';
import { checkTopicKey } from './checks/topic-key.ts';
import { checkNotifications, checkVaults } from './checks/vaults.ts';
import type { DoctorFacts } from './facts.ts';
import { STEPS, type Step, type StepResult } from './finding.ts';

const CHECKS: Readonly<Record<Step, (facts: DoctorFacts) => StepResult>> = {
  vault: checkVaults,
  notifications: checkNotifications,
  topic: checkTopic,
  'topic-policy': checkTopicPolicy,
  'topic-key': checkTopicKey,
  subscription: checkSubscription,
  intake: checkIntake,
  'notices-seen': checkCompletions,
  polling: checkPolling,
  delivery: checkDelivery,
  queues: checkQueues,
  endpoints: checkEndpoints,
  overdue: checkOverdue,
  rows: checkRows,
};

/** The result of the doctor. */
export interface Diagnosis {
  /** No problems found, and every step was checked or is starting. */
  readonly isHealthy: boolean;
  readonly steps: readonly ({ readonly step: Step } & StepResult)[];
}

/** Checks every step of a notice's path, and what follows from it. */
export const diagnose = (facts: DoctorFacts): Diagnosis => {
  const steps = STEPS.map((step) => ({ step, ...CHECKS[step](facts) }));
  return { isHealthy: steps.every(({ kind }) => kind === 'fine' || kind === 'starting'), steps };
};
