import type { GlacierFacts } from '../../../operations/aws/probe/glacier-facts.ts';
import type { NoticeQueue } from '../../../operations/aws/probe/notice-queue.ts';
import type { ProbeEnd, ProbeNotice } from '../../../operations/probe/observations.ts';
import type { Service } from '../../deployment/service.ts';
import type { Context } from '../../framework/context.ts';
import { formatSpan } from '../../framework/output/durations.ts';
import { retryTransient } from '../../framework/retry-transient.ts';

/** How the job was followed. */
export type Followed =
  | { readonly kind: 'ended'; readonly end: ProbeEnd; readonly notices: readonly ProbeNotice[] }
  | { readonly kind: 'late' }
  | { readonly kind: 'interrupted' };

/** What a job is followed with. */
export interface FollowJob {
  readonly context: Context;
  readonly service: Pick<Service, 'clock' | 'sandbox'>;
  readonly queue: Pick<NoticeQueue, 'receive'>;
  readonly facts: Pick<GlacierFacts, 'readEnd'>;
  readonly jobId: string;
  readonly timeoutMs: number;
  readonly settleMs: number;
}

/** A line shows that it still waits. */
const NOTE_EVERY_MS = 600_000;

/** Waits for the end of a job, and then for its notices; the receives of the queue set the pace. */
export const followJob = async (follow: FollowJob): Promise<Followed> => {
  const { context, facts, jobId, timeoutMs, settleMs } = follow;
  const { output, signal } = context;
  const notices: ProbeNotice[] = [];
  const receive = createReceive(follow, notices);
  const end = await repeat(timeoutMs, follow, async () => {
    await receive();
    return retryTransient(() => facts.readEnd(jobId), context);
  });
  if (end === undefined && !signal.aborted) {
    output.note(
      `The job has not ended within ${formatSpan(timeoutMs)}; nothing is reported. Allow more with --timeout.`,
    );
    return { kind: 'late' };
  }
  if (end === undefined) return { kind: 'interrupted' };
  output.note(`The job ended. Waiting ${formatSpan(settleMs)} for notices.`);
  await repeat(settleMs, follow, receive);
  return signal.aborted ? { kind: 'interrupted' } : { kind: 'ended', end, notices };
};

const createReceive =
  ({ context, service, queue, jobId }: FollowJob, notices: ProbeNotice[]) =>
  async (): Promise<undefined> => {
    const seconds = service.sandbox === undefined ? 20 : 1;
    const received = await retryTransient(() => queue.receive(seconds), context);
    notices.push(...received.filter((notice) => notice.jobId === jobId));
  };

/** Repeats a step until it gives a result, or the time is over; a line now and then shows that it works. */
const repeat = async <Result>(
  forMs: number,
  { context: { output, signal } }: Pick<FollowJob, 'context'>,
  step: () => Promise<Result | undefined>,
): Promise<Result | undefined> => {
  const startedMs = performance.now();
  let notedMs = startedMs;
  let result: Result | undefined;
  while (result === undefined && !signal.aborted && performance.now() - startedMs < forMs) {
    result = await step();
    if (performance.now() - notedMs < NOTE_EVERY_MS) continue;
    notedMs = performance.now();
    output.note(`Waiting since ${formatSpan(notedMs - startedMs)}.`);
  }
  return result;
};
