import { vaultArn } from '../../sandbox/template/account.ts';
import { initiationOf } from '../../simulation/programs/initiation.ts';
import { createRng } from '../rng.ts';
import { type ChaosRun, MINUTE_MS } from '../run.ts';

/** A job whose start CloudTrail may record. */
export interface InitiatedJob {
  readonly vaultName: string;
  readonly jobId: string;
  /** Determines, with the seed, what CloudTrail records. */
  readonly description: string;
}

/** Lets CloudTrail record half of the jobs: soon, late, twice, or in a form that cannot be read. */
export const sendTrailRecord = (run: ChaosRun, { vaultName, jobId, description }: InitiatedJob) => {
  const { agenda, evidence, log, sandbox } = run;
  const random = createRng(run.scale.seed, `trail of ${description}`);
  if (!random.chance(0.5)) return;
  const fate = random.pick(['recorded', 'recorded', 'doubled', 'unreadable']);
  if (fate !== 'recorded') log.add(`initiation ${fate}`, jobId);
  const record = initiationOf({ vaultArn: vaultArn(vaultName), jobId });
  for (let copy = fate === 'doubled' ? 2 : 1; copy > 0; copy -= 1) {
    const id = `record-${random.whole(0, 2 ** 31)}`;
    const at = sandbox.clock.now() + random.between(1000, 30 * MINUTE_MS);
    agenda.plan(at, () => {
      if (fate !== 'unreadable') return sandbox.putEvent({ ...record, id });
      evidence.unreadable.push(id);
      const detail = { ...record.detail, responseElements: { job: jobId } };
      return sandbox.putEvent({ ...record, id, detail });
    });
  }
};
