import { createSqsPollQueue } from '../../../lambdas/adapters/messaging/poll-queue.ts';
import {
  callError,
  createPollerWorld,
  deadlineAfter,
  inTime,
  type PollerWorld,
  STANDARD,
  said,
  waiting,
} from '../../support/polling.ts';
import { createMailbox } from './golden-world.ts';

/** Polls of the tier Standard fall on this minute. */
const NOW = '2026-03-14T07:43:00.000Z';
const due = (jobId: string) => waiting(jobId, '2026-03-14T03:43:00.000Z');
const few = { [STANDARD]: ['a', 'b', 'c'].map(due) };
const many = { [STANDARD]: Array.from({ length: 60 }, (_, i) => due(`j${String(i + 10)}`)) };
const busy = () => callError('busy');
const firstPage: PollerWorld['list'] = ({ vaultArn, marker }) => ({
  kind: 'page',
  jobs: [said({ vaultArn, jobId: marker ?? 'j10' }, 'Succeeded', NOW, 'list-jobs')],
  refused: [],
  next: marker === undefined ? 'second' : undefined,
});
const secondPageBusy: PollerWorld['list'] = (listing, call) =>
  call > 1 ? callError('busy') : firstPage(listing, call);

type Run = (poller: ReturnType<typeof createPollerWorld>['poller']) => Promise<void>;

const tick =
  (checks = Number.POSITIVE_INFINITY): Run =>
  (poller) =>
    poller.tick(NOW, deadlineAfter(checks));
const sweep: Run = (poller) => poller.sweep(inTime);

/** Runs of the poller that leave a remainder of each kind. */
const RUNS: readonly (readonly [Partial<PollerWorld>, Run])[] = [
  // Windows, from their beginning and within one.
  [{ jobs: few }, tick(0)],
  [{ jobs: few, pageSize: 1 }, tick(2)],
  // Vaults, job by job and by their list.
  [{ jobs: few, describe: busy }, tick()],
  [{ jobs: many, list: secondPageBusy }, tick()],
  // Vaults of a sweep, from their beginning and within one.
  [{ list: busy }, sweep],
  [{ list: secondPageBusy, vaults: ['photos'] }, sweep],
  // The list of vaults, from its beginning and within it.
  [{ vaults: '*', listVaults: busy }, sweep],
  [
    {
      vaults: '*',
      listVaults: (marker) => (marker ? callError('busy') : { names: [], next: 'more' }),
    },
    sweep,
  ],
];

/** Writes a remainder of each kind to PollQueue. */
export const playPolls = async () => {
  const { sqs, take } = createMailbox();
  const pollQueue = createSqsPollQueue(sqs, 'polls');
  for (const [changes, run] of RUNS) {
    const { poller, requeued } = createPollerWorld({ now: NOW, ...changes });
    await run(poller);
    if (requeued.length === 0) throw new Error('A run left nothing.');
    for (const { remainder, delaySeconds } of requeued) {
      await pollQueue.send(remainder, delaySeconds);
    }
  }
  return take();
};
