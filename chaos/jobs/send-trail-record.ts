import { account } from '../../sandbox/template/account.ts';
import { createRng, type Rng } from '../rng.ts';
import type { ChaosRun } from '../run.ts';
import { HOUR_MS, MINUTE_MS } from '../scale.ts';

/** A job whose start CloudTrail may record. */
export interface InitiatedJob {
  readonly vaultName: string;
  readonly jobId: string;
  /** Determines, with the seed, what CloudTrail records. */
  readonly description: string;
}

type Fate = 'recorded' | 'lost' | 'doubled' | 'late' | 'unreadable';

/** Lets CloudTrail record half of the jobs: soon, late, twice, unreadably, or not at all. */
export const sendTrailRecord = (run: ChaosRun, job: InitiatedJob): void => {
  const random = createRng(run.scale.seed, `trail of ${job.description}`);
  if (!random.chance(0.5)) return;
  const fate: Fate = random.chance(0.6)
    ? 'recorded'
    : random.pick(['lost', 'doubled', 'late', 'unreadable']);
  if (fate === 'lost') run.log.add('initiation lost', job.jobId);
  for (const afterMs of delaysOf(fate, random, run.scale.isBrief)) {
    const id = `record-${random.whole(0, 2 ** 31)}`;
    const at = run.sandbox.clock.now() + afterMs;
    run.agenda.plan(at, () => putRecord(run, { job, fate, id }));
  }
};

const delaysOf = (fate: Fate, random: Rng, isBrief: boolean): readonly number[] => {
  const soonMs = () => random.between(1000, 5 * MINUTE_MS);
  switch (fate) {
    case 'lost':
      return [];
    case 'doubled':
      return [soonMs(), soonMs()];
    case 'late':
      return [random.between(0.1, 1) * (isBrief ? HOUR_MS : 10 * HOUR_MS)];
    default:
      return [soonMs()];
  }
};

interface TrailRecord {
  readonly job: InitiatedJob;
  readonly fate: Fate;
  readonly id: string;
}

const putRecord = (
  { log, evidence, sandbox }: ChaosRun,
  { job, fate, id }: TrailRecord,
): Promise<void> => {
  if (fate !== 'recorded') log.add(`initiation ${fate}`, job.jobId);
  const isUnreadable = fate === 'unreadable';
  if (isUnreadable) evidence.unreadable.push(id);
  return sandbox.putEvent(recordOf(job, id, isUnreadable));
};

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
