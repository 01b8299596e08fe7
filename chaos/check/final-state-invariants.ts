import * as z from 'zod';
import { CHAOS_ENDPOINTS, type ChaosEndpoint } from '../endpoints.ts';
import type { ChaosRecords, Invariant, QueueRemainder } from './chaos-records.ts';

/** Queues that keep what went wrong for good; anything in any other queue is stuck. */
const FAILURE_QUEUE = /Failed|DeadLetter/;

/** Failure queues whose content later runs make up for: nothing is lost with it. */
const MADE_UP_FOR = /FailedPolls|FailedRuns|FailedTracks/;

/** Nothing still waits at the end of a run. */
export const nothingStuck: Invariant = {
  name: 'Nothing is stuck once the faults have stopped',
  check: (records) => [
    ...stuckMessages(records.queues),
    ...stuckDeliveries(records),
    ...stuckEndpoints(records),
  ],
};

const stuckMessages = (queues: readonly QueueRemainder[]) =>
  queues.flatMap(({ name, bodies, waiting }) => {
    const isKept = FAILURE_QUEUE.test(name);
    const left = waiting + (isKept ? 0 : bodies.length);
    return left === 0 ? [] : [{ text: `${left} messages are left in ${name}` }];
  });

const pathOf = (records: ChaosRecords, endpointId: string): string =>
  [...records.endpointIds].find(([, id]) => id === endpointId)?.[0] ?? endpointId;

const modeOf = (path: string) => CHAOS_ENDPOINTS.find((one) => one.path === path)?.mode;

/** The final state of a delivery that is not delivered, by the mode of its endpoint. */
const GIVEN_UP: Partial<Record<ChaosEndpoint['mode'], string>> = {
  gone: 'dropped',
  stubborn: 'exhausted',
};

const stuckDeliveries = (records: ChaosRecords) =>
  records.deliveries.flatMap(({ eventId, endpointId, state, nextAttemptAt, dueShard }) => {
    const path = pathOf(records, endpointId);
    const isOver = state === 'delivered' || state === GIVEN_UP[modeOf(path) ?? 'healthy'];
    const isLeased = nextAttemptAt !== undefined || dueShard !== undefined;
    return isOver && !isLeased
      ? []
      : [{ text: `the delivery of ${eventId} to ${path} is ${state} until ${nextAttemptAt}` }];
  });

const stuckEndpoints = (records: ChaosRecords) =>
  records.endpoints.flatMap(({ endpointId, state, ...traces }) => {
    const path = pathOf(records, endpointId);
    const wanted = modeOf(path) === 'gone' ? 'disabled' : 'enabled';
    // A stubborn receiver may have had nothing to take since it last refused something.
    const isExcused = modeOf(path) === 'stubborn';
    const left = Object.entries(traces).filter(([, value]) => value !== undefined && !isExcused);
    return [
      ...(state === wanted ? [] : [{ text: `${path} is ${state}, not ${wanted}` }]),
      ...left.map(([name, value]) => ({ text: `${path} still has ${name} ${value}` })),
    ];
  });

/** Failure queues hold only forged messages and failures that a later run repaired. */
export const nothingLost: Invariant = {
  name: 'Failure queues hold nothing but refused notices and what later runs have made up for',
  check: (records) =>
    records.queues
      .filter(({ name }) => FAILURE_QUEUE.test(name) && !MADE_UP_FOR.test(name))
      .flatMap(({ name, bodies }) =>
        bodies
          .filter((body) => !(name.includes('FailedNotices') && isNotice(body)))
          .map((body) => ({ text: `${name} holds ${body.slice(0, 300)}` })),
      ),
};

/** Refused by intake, or given up by Lambda; its job was found in another way, or is known by now. */
const isNotice = (body: string): boolean => {
  const read = FailedNotice.safeParse(JSON.parse(body));
  return read.success;
};

const FailedNotice = z.union([
  z.object({ reason: z.string(), notice: z.string() }),
  z.object({ requestPayload: z.object({ Records: z.array(z.unknown()) }) }),
]);

/** Forged notices change nothing where they must not, and are kept. */
export const nothingForeign: Invariant = {
  name: 'Forged notices for foreign vaults, and malformed ones, change nothing and are kept',
  check: (records) => [...foreignRows(records), ...unkeptNotices(records)],
};

const foreignRows = ({ jobs, ledger, forged }: ChaosRecords) => {
  const own = new Set([
    ...ledger.map(({ vaultArn, jobId }) => `${vaultArn} ${jobId}`),
    ...forged.filter(({ kind }) => kind === 'unknown job').map(({ message }) => keyOf(message)),
  ]);
  return jobs
    .filter(({ vaultArn, jobId }) => !own.has(`${vaultArn} ${jobId}`))
    .map(({ vaultArn, jobId }) => ({ jobId, text: `is recorded of ${vaultArn}` }));
};

const keyOf = (message: string): string => {
  const { VaultARN, JobId }: { VaultARN?: unknown; JobId?: unknown } = JSON.parse(message);
  return `${VaultARN} ${JobId}`;
};

/** CloudTrail records of an unknown form are not discarded. */
export const unreadableKept: Invariant = {
  name: 'Records of CloudTrail that cannot be read are kept',
  check: ({ unreadable, queues }) => {
    const kept = queues.find(({ name }) => name.includes('FailedTracks'))?.bodies.join('\n') ?? '';
    return unreadable
      .filter((id) => !kept.includes(id))
      .map((id) => ({ text: `no queue keeps the record ${id}` }));
  },
};

const unkeptNotices = ({ forged, queues }: ChaosRecords) => {
  const kept = queues.find(({ name }) => name.includes('FailedNotices'))?.bodies.join('\n') ?? '';
  return forged
    .filter(({ jobId, message }) => jobId === undefined && !kept.includes(quoted(message)))
    .map(({ kind, message }) => ({ text: `no queue keeps the notice (${kind}) ${message}` }));
};

/** A notice as it stands inside JSON. */
const quoted = (message: string): string => JSON.stringify(message).slice(1, -1);
