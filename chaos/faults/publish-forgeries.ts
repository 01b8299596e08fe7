import { PublishCommand } from '@aws-sdk/client-sns';
import { createRng } from '../rng.ts';
import { type ChaosRun, FAULTY_SPAN_MS } from '../run.ts';
import { FORGERIES, type Forgery, forgeNotice, unknownJobId } from './forge-notice.ts';

/** Plans notices that are not Glacier's: one for every four jobs, and at least one of each kind. */
export const publishForgeries = (run: ChaosRun): void => {
  const random = createRng(run.scale.seed, 'forgeries');
  const count = Math.max(FORGERIES.length, Math.ceil(run.scale.jobs / 4));
  for (let number = 0; number < count; number += 1) {
    // Each kind in turn, so that a short run has them all too.
    const forgery = FORGERIES[number % FORGERIES.length] ?? 'malformed';
    const at = run.startedAt + random.between(0.05, 1) * FAULTY_SPAN_MS;
    run.agenda.plan(at, () => publish(run, forgery, number));
  }
};

const publish = async (run: ChaosRun, forgery: Forgery, number: number): Promise<void> => {
  const { sandbox, evidence, log, scale } = run;
  const random = createRng(scale.seed, `forgery ${number}`);
  const jobs = sandbox.glacier.ledger.jobs();
  const job = jobs[random.whole(0, jobs.length)];
  if (job === undefined) return;
  const request = { random, job, now: sandbox.clock.now(), number };
  // SNS takes no empty message.
  const message = forgeNotice(forgery, request) || ' ';
  const jobId = believedJobId(forgery, job.jobId, number);
  evidence.forged.push({ kind: forgery, message, ...(jobId === undefined ? {} : { jobId }) });
  log.add(`notice forged: ${forgery}`, jobId ?? '');
  const { NoticeTopicArn: TopicArn } = sandbox.outputs;
  await sandbox.clients.sns.send(new PublishCommand({ TopicArn, Message: message }));
};

/** The job of a notice that a service without better evidence has to believe. */
const believedJobId = (forgery: Forgery, jobId: string, number: number): string | undefined => {
  switch (forgery) {
    case 'unknown job':
      return unknownJobId({ number });
    case 'contradiction':
      return jobId;
    default:
      return undefined;
  }
};
