import type { RefusedEntry } from '../core/ports.ts';

/** SNS and SQS take at most ten entries a batch request. */
const MAX_ENTRIES = 10;

/** An entry as both services answer that they refused it. */
export interface FailedEntry {
  readonly Id: string | undefined;
  readonly Code: string | undefined;
  readonly Message?: string | undefined;
  readonly SenderFault: boolean | undefined;
}

type SendBatch<Entry> = (
  entries: (Entry & { readonly Id: string })[],
) => Promise<{ readonly Failed?: readonly FailedEntry[] | undefined }>;

/** Sends entries ten a request, and answers those that were refused one by one. */
export const sendInTens = async <Entry extends object>(
  entries: readonly Entry[],
  send: SendBatch<Entry>,
): Promise<RefusedEntry[]> => {
  const numbered = entries.map((entry, index) => ({ ...entry, Id: String(index) }));
  const refused: RefusedEntry[] = [];
  for (let start = 0; start < numbered.length; start += MAX_ENTRIES) {
    const { Failed = [] } = await send(numbered.slice(start, start + MAX_ENTRIES));
    refused.push(...Failed.map(toRefused));
  }
  return refused;
};

const toRefused = ({ Id, Code, Message, SenderFault }: FailedEntry): RefusedEntry => ({
  index: Number(Id),
  reason: [Code, Message].filter(Boolean).join(': '),
  isEntryFault: SenderFault === true,
});
