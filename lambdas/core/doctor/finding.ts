/** The steps of a notice's path, and of what follows from it, in their order. */
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

/** Something that is wrong at a step. */
export interface Finding {
  /** `critical`: something is lost or does not happen; `warning`: somebody should look. */
  readonly severity: 'critical' | 'warning';
  /** What is wrong and what follows from it, in one sentence or two. */
  readonly problem: string;
  /** A shell command that fixes it, or that shows more where no fix is safe without a check. */
  readonly fix: string;
}

/** What was found at a step. */
export type StepResult =
  | { readonly kind: 'fine'; readonly detail: string }
  | { readonly kind: 'findings'; readonly findings: readonly Finding[] }
  /** The deployment is too young for an answer. */
  | { readonly kind: 'starting'; readonly detail: string }
  /** It could not be checked: there may be a problem. */
  | { readonly kind: 'unchecked'; readonly reason: string };

/** The result of findings, or a detail when there are none. */
export const toResult = (findings: readonly Finding[], detail: string): StepResult =>
  findings.length === 0 ? { kind: 'fine', detail } : { kind: 'findings', findings };
