import { account } from '../../template/account.ts';
import type { ChaosRun } from '../chaos-run.ts';
import { createDraws, type Draws } from '../draws.ts';

const MINUTE_MS = 60_000;
/** So that a late record comes up to ten hours late, often after the job is complete. */
const LATENESS = 120;

/** A job whose start CloudTrail may record. */
export interface InitiatedJob {
  readonly vaultName: string;
  readonly jobId: string;
}

/** Plans what the event bus hears of a job's start. */
export type TellTrail = (job: InitiatedJob) => void;

type Fate = 'told' | 'lost' | 'doubled' | 'late' | 'unreadable';

/** Lets CloudTrail tell of half of the jobs: soon, late, twice, unreadably, or not after all. */
export const createTrail = (run: ChaosRun): TellTrail => {
  const draws = createDraws(run.scale.seed, 'trail');
  return (job) => {
    const isTold = draws.chance(0.5);
    const fate = isTold ? drawFate(draws) : 'none';
    if (fate === 'none') return;
    if (fate !== 'told') run.log.add(`initiation ${fate}`, job.jobId);
    for (const afterMs of delaysOf(fate, draws)) planRecord(run, draws, { job, fate, afterMs });
  };
};

const delaysOf = (fate: Fate, draws: Draws): readonly number[] => {
  const soonMs = () => draws.between(1000, 5 * MINUTE_MS);
  switch (fate) {
    case 'lost':
      return [];
    case 'doubled':
      return [soonMs(), soonMs()];
    case 'late':
      return [soonMs() * LATENESS];
    default:
      return [soonMs()];
  }
};

interface PlannedRecord {
  readonly job: InitiatedJob;
  readonly fate: Fate;
  readonly afterMs: number;
}

const planRecord = (
  { agenda, evidence, sandbox }: ChaosRun,
  draws: Draws,
  { job, fate, afterMs }: PlannedRecord,
): void => {
  const id = `record-${draws.whole(0, 2 ** 31)}`;
  const isUnreadable = fate === 'unreadable';
  agenda.plan(sandbox.clock.now() + afterMs, () => {
    if (isUnreadable) evidence.unreadable.push(id);
    return sandbox.putEvent(recordOf(job, id, isUnreadable));
  });
};

const drawFate = (draws: Draws): Fate =>
  draws.chance(0.6) ? 'told' : draws.pick(['lost', 'doubled', 'late', 'unreadable']);

/**
 * A record as the tracker takes it to be: no public sample of one is known.
 *
 * @see https://docs.aws.amazon.com/amazonglacier/latest/dev/audit-logging.html
 */
const recordOf = ({ vaultName, jobId }: InitiatedJob, id: string, isUnreadable: boolean) => ({
  version: '0',
  id,
  'detail-type': 'AWS API Call via CloudTrail',
  source: 'aws.glacier',
  account: account.id,
  region: account.region,
  detail: {
    eventSource: 'glacier.amazonaws.com',
    eventName: 'InitiateJob',
    awsRegion: account.region,
    recipientAccountId: account.id,
    requestParameters: { accountId: '-', vaultName },
    responseElements: isUnreadable
      ? { job: jobId }
      : { jobId, location: `/${account.id}/vaults/${vaultName}/jobs/${jobId}` },
  },
});
