import { InterruptedReplayError } from '../../core/event/interrupted-replay.ts';
import type { RefusedEntry } from '../../core/event/topic.ts';

/** SNS, SQS and EventBridge take at most ten entries a batch request. */
const MAX_ENTRIES = 10;
/** How many requests are sent at a time: 10 events for 1,000 endpoints take 125 rounds. */
const MAX_LANES = 8;

/** An entry as SNS and SQS answer that they refused it. */
export interface FailedEntry {
  readonly Id: string | undefined;
  readonly Code: string | undefined;
  readonly Message?: string | undefined;
  readonly SenderFault: boolean | undefined;
}

type SendBatch<Entry> = (
  entries: (Entry & { readonly Id: string })[],
) => Promise<{ readonly Failed?: readonly FailedEntry[] | undefined }>;

/**
 * Sends entries ten a request, and answers those that were refused one by one.
 *
 * Several requests are under way at a time, but entries of one group go one after the other.
 * @throws InterruptedReplayError when a request fails after others, once no other is under way any more;
 * when none was answered, what the first request throws.
 */
export const sendInTens = async <Entry extends object>(
  entries: readonly Entry[],
  send: SendBatch<Entry>,
  groupOf: (entry: Entry) => string = () => '',
): Promise<RefusedEntry[]> => {
  const numbered = entries.map((entry, index) => ({ ...entry, Id: String(index) }));
  const groups = [...new Set(entries.map(groupOf))];
  // A lane for every ten groups: with fewer, requests would not be full.
  const lanes = Math.min(MAX_LANES, Math.ceil(groups.length / MAX_ENTRIES));
  const laneOf = new Map(groups.map((group, index) => [group, index % lanes]));
  const refused: RefusedEntry[] = [];
  let answered = 0;
  const sent = [...Map.groupBy(numbered, (entry) => laneOf.get(groupOf(entry))).values()].map(
    async (lane) => {
      for (let start = 0; start < lane.length; start += MAX_ENTRIES) {
        const batch = lane.slice(start, start + MAX_ENTRIES);
        const { Failed = [] } = await send(batch);
        answered += batch.length;
        refused.push(...Failed.map(toRefused));
      }
    },
  );
  const fault = (await Promise.allSettled(sent)).find(({ status }) => status === 'rejected');
  if (fault?.status !== 'rejected') return refused;
  if (answered === 0) throw fault.reason;
  throw new InterruptedReplayError(answered - refused.length, { cause: fault.reason });
};

const toRefused = ({ Id, Code, Message, SenderFault }: FailedEntry): RefusedEntry => ({
  index: Number(Id),
  reason: [Code, Message].filter(Boolean).join(': '),
  isEntryFault: SenderFault === true,
});
