import type { Evidence, JobKey, SeenEvidence } from '../../lambdas/core/evidence/evidence.ts';
import { type CallOutcome, GlacierCallError } from '../../lambdas/core/glacier/call-error.ts';
import type {
  DescribeAnswer,
  JobListing,
  ListAnswer,
  VaultPage,
} from '../../lambdas/core/glacier/ports.ts';
import type { RecordEvidence } from '../../lambdas/core/job/record.ts';
import type { StartKey } from '../../lambdas/core/job/store.ts';
import type { PollingPolicy } from '../../lambdas/core/polling/policy.ts';
import type {
  IndexedJob,
  IndexPage,
  IndexRange,
  KnownJob,
  KnownJobs,
  Remainder,
} from '../../lambdas/core/polling/ports.ts';
import { createPoller } from '../../lambdas/poller/handler.ts';
import { PollingSettings } from '../../lib/settings/polling-settings.ts';
import { KEY, POLICY, pending, seen } from './evidence.ts';
import { createFakeLog, createFakeMetrics } from './fake-telemetry.ts';

/** The setting `polling` of most tests: its defaults. */
export const POLLING: PollingPolicy = PollingSettings.parse(undefined);

/** The partition in which the jobs of most tests wait. */
export const STANDARD = 'InProgress#Standard';

/** The error that the adapter throws when Glacier does not answer. */
export const callError = (outcome: CallOutcome) =>
  new GlacierCallError(`Glacier is ${outcome}`, { outcome, cause: new Error('cause') });

/** A job of the test's vault, or of another one, that began to wait at an instant. */
export const waiting = (jobId: string, statusSince: string, vault = 'photos'): IndexedJob => ({
  vaultArn: KEY.vaultArn.replace('photos', vault),
  jobId,
  statusSince,
  creationDate: statusSince,
});

/** What Glacier says of a job. */
export const said = (
  key: JobKey,
  statusCode: 'InProgress' | 'Succeeded',
  observedAt: string,
  source: SeenEvidence['source'] = 'describe-job',
): SeenEvidence => ({
  ...(statusCode === 'Succeeded' ? seen : pending)(source, observedAt),
  key: { vaultArn: key.vaultArn, jobId: key.jobId },
});

/** An answer or an error, at once or later. */
type Given<Answer> = Answer | Error | Promise<Answer | Error>;

/** What a poller of a test meets. */
export interface PollerWorld {
  readonly now: string;
  readonly jobs?: Readonly<Record<string, readonly IndexedJob[]>>;
  readonly describe?: (key: JobKey, call: number) => Given<DescribeAnswer>;
  readonly list?: (listing: JobListing, call: number) => Given<ListAnswer>;
  readonly vaults?: readonly string[] | '*';
  readonly listVaults?: (marker: string | undefined) => Given<VaultPage>;
  readonly known?: readonly KnownJob[];
  /** Lets time pass. @default - not at all */
  readonly wait?: (ms: number) => Promise<void>;
  /** Instead of `known` and of a recorder that records everything. */
  readonly findKnown?: KnownJobs['find'];
  readonly record?: RecordEvidence;
  /** Faults of the Jobs table, its index and PollQueue. */
  readonly findError?: (keys: readonly JobKey[]) => Error | undefined;
  readonly spanError?: (statusKey: string) => Error | undefined;
  readonly pageError?: (statusKey: string, window: IndexRange) => Error | undefined;
  readonly sendError?: (remainder: Remainder) => Error | undefined;
  readonly recordError?: Error;
  readonly pageSize?: number;
}

const orThrow = async <Answer>(given: Given<Answer>): Promise<Answer> => {
  const answer = await given;
  if (answer instanceof Error) throw answer;
  return answer;
};

/** A poller on ports in memory, and all that it did. */
export const createPollerWorld = (world: PollerWorld) => {
  const { vaults = ['photos', 'other'], pageSize = 1000 } = world;
  const polled: string[] = [];
  const lists: JobListing[] = [];
  const recorded: Evidence[] = [];
  const requeued: { remainder: Remainder; delaySeconds: number }[] = [];
  const windows: IndexRange[] = [];
  const waits: number[] = [];
  const log = createFakeLog();
  const metrics = createFakeMetrics();
  const page = (window: IndexRange, startKey?: StartKey): IndexPage => {
    const inside = (world.jobs?.[window.statusKey] ?? []).filter(
      ({ statusSince }) => statusSince > (window.after ?? '') && statusSince <= window.upTo,
    );
    const from = Number(startKey?.['from'] ?? 0);
    const next = from + pageSize < inside.length ? { from: String(from + pageSize) } : undefined;
    return { jobs: inside.slice(from, from + pageSize), next };
  };
  const poller = createPoller({
    index: {
      span: (key) => {
        const error = world.spanError?.(key);
        if (error) return Promise.reject(error);
        const since = (world.jobs?.[key] ?? []).map(({ statusSince }) => statusSince).sort();
        const [oldest, newest] = [since[0], since.at(-1)];
        return Promise.resolve(oldest && newest ? { oldest, newest } : undefined);
      },
      page: (window, startKey) => {
        windows.push(window);
        return orThrow(world.pageError?.(window.statusKey, window) ?? page(window, startKey));
      },
    },
    known: {
      find: (keys) =>
        world.findKnown?.(keys) ?? orThrow(world.findError?.(keys) ?? world.known ?? []),
    },
    glacier: {
      describeJob: (key, observedAt) => {
        polled.push(key.jobId);
        const evidence = said(key, 'InProgress', observedAt);
        return orThrow(world.describe?.(key, polled.length) ?? { kind: 'seen', evidence });
      },
      listJobs: (listing) => {
        lists.push(listing);
        return orThrow(
          world.list?.(listing, lists.length) ?? { kind: 'page', jobs: [], refused: [] },
        );
      },
      listVaults: (_account, marker) =>
        orThrow(
          world.listVaults?.(marker) ??
            (marker ? { names: ['other'] } : { names: ['photos'], next: 'more' }),
        ),
    },
    record: (evidence, at) => {
      recorded.push(evidence);
      if (world.record) return world.record(evidence, at);
      if (world.recordError) return Promise.reject(world.recordError);
      return Promise.resolve({ kind: 'recorded', statuses: ['Succeeded'], isConflict: false });
    },
    pollQueue: {
      send: (remainder, delaySeconds) => {
        const error = world.sendError?.(remainder);
        if (error) return Promise.reject(error);
        requeued.push({ remainder, delaySeconds });
        return Promise.resolve();
      },
    },
    scope: { partition: 'aws', region: 'eu-west-1', accountId: '123456789012', vaults },
    policy: POLICY,
    polling: POLLING,
    now: () => world.now,
    wait: (ms) => {
      waits.push(ms);
      return world.wait?.(ms) ?? Promise.resolve();
    },
    log,
    metrics,
  });
  return { poller, polled, lists, recorded, requeued, windows, waits, log, metrics };
};

/** A deadline that is never reached. */
export const inTime = () => false;

/** A deadline that is reached after N questions. */
export const deadlineAfter = (questions: number) => {
  let left = questions;
  return () => {
    left -= 1;
    return left < 0;
  };
};
