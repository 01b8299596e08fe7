import * as z from 'zod';
import type { ChaosRecords, Invariant } from './chaos-records.ts';
import { isFailureQueue } from './failure-queues.ts';

/** Failure queues whose content later runs make up for: nothing is lost with it. */
const MADE_UP_FOR = /FailedPolls|FailedRuns|FailedTracks/;

/** Refused by intake, or given up by Lambda; its job was found in another way, or is known by now. */
const FailedNotice = z.union([
  z.object({ reason: z.string(), notice: z.string() }),
  z.object({ requestPayload: z.object({ Records: z.array(z.unknown()) }) }),
]);

/** Failure queues hold only forged messages and failures that a later run repaired. */
export const nothingLost: Invariant = {
  name: 'Failure queues hold nothing but refused notices and what later runs have made up for',
  check: ({ queues }) =>
    queues
      .filter(({ name }) => isFailureQueue(name) && !MADE_UP_FOR.test(name))
      .flatMap(({ name, bodies }) =>
        bodies
          .filter(
            (body) =>
              !(name.includes('FailedNotices') && FailedNotice.safeParse(JSON.parse(body)).success),
          )
          .map((body) => ({ text: `${name} holds ${body.slice(0, 300)}` })),
      ),
};

const keptIn = ({ queues }: ChaosRecords, queue: string): string =>
  queues.find(({ name }) => name.includes(queue))?.bodies.join('\n') ?? '';

/** Forged notices change nothing where they must not, and are kept. */
export const nothingForeign: Invariant = {
  name: 'Forged notices for foreign vaults, and malformed ones, change nothing and are kept',
  check: (records) => {
    const { jobs, ledger, forged } = records;
    const kept = keptIn(records, 'FailedNotices');
    const own = new Set(ledger.map(({ vaultArn, jobId }) => `${vaultArn} ${jobId}`));
    const invented = new Set(forged.map(({ jobId }) => jobId));
    const foreign = jobs
      .filter(({ vaultArn, jobId }) => !own.has(`${vaultArn} ${jobId}`) && !invented.has(jobId))
      .map(({ vaultArn, jobId }) => ({ jobId, text: `is recorded of ${vaultArn}` }));
    const unkept = forged
      .filter(({ jobId, message }) => jobId === undefined && !kept.includes(quoted(message)))
      .map(({ kind, message }) => ({ text: `no queue keeps the notice (${kind}) ${message}` }));
    return [...foreign, ...unkept];
  },
};

/** A notice as it stands inside JSON. */
const quoted = (message: string): string => JSON.stringify(message).slice(1, -1);

/** CloudTrail records of an unknown form are not discarded. */
export const unreadableKept: Invariant = {
  name: 'Records of CloudTrail that cannot be read are kept',
  check: (records) => {
    const kept = keptIn(records, 'FailedTracks');
    return records.unreadable
      .filter((id) => !kept.includes(id))
      .map((id) => ({ text: `no queue keeps the record ${id}` }));
  },
};
