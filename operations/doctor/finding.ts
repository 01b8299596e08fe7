/** The steps of a notice's path and what follows from it, in order. */
export const STEPS = [
  'vault',
  'notifications',
  'topic',
  'topic-policy',
  'topic-key',
  'subscription',
  'intake',
  'notices-seen',
  'polling',
  'delivery',
  'queues',
  'endpoints',
  'overdue',
  'rows',
] as const;

/** One of {@link STEPS}. */
export type Step = (typeof STEPS)[number];

/** A problem at a step. */
export interface Finding {
  /** `critical`: data is lost or work is not done; `warning`: needs investigation. */
  readonly severity: 'critical' | 'warning';
  /** The problem and its consequence, in one or two sentences. */
  readonly problem: string;
  /** A shell command that fixes it, or that shows more where no fix is safe without a check. */
  readonly fix: string;
}

/** The result of a step. */
export type StepResult =
  | { readonly kind: 'fine'; readonly detail: string }
  | { readonly kind: 'findings'; readonly findings: readonly Finding[] }
  /** The deployment is too new to check this step. */
  | { readonly kind: 'starting'; readonly detail: string }
  /** The step could not be checked: there may be a problem. */
  | { readonly kind: 'unchecked'; readonly reason: string };

/** Returns the findings, or the detail if there are none. */
export const toResult = (findings: readonly Finding[], detail: string): StepResult =>
  findings.length === 0 ? { kind: 'fine', detail } : { kind: 'findings', findings };
