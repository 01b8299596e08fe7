import { randomBytes } from 'node:crypto';
import { createOperatorGlacierClient } from '../../../lambdas/adapters/glacier/client.ts';
import { requireVault } from '../../../lambdas/adapters/glacier/vault.ts';
import { createSnsClient } from '../../../lambdas/adapters/messaging/sns-client.ts';
import { createSqsClient } from '../../../lambdas/adapters/messaging/sqs-client.ts';
import { createGlacierInitiation } from '../../../operations/aws/initiate-job.ts';
import { createGlacierFacts } from '../../../operations/aws/probe/glacier-facts.ts';
import { createNoticeQueue } from '../../../operations/aws/probe/notice-queue.ts';
import { findInitiateJob } from '../../../operations/aws/probe/trail.ts';
import { answerQuestions } from '../../../operations/probe/answers.ts';
import type { TrailReading } from '../../../operations/probe/observations.ts';
import { maskAnswers, writeReport } from '../../../operations/probe/report.ts';
import type { Service } from '../../deployment/service.ts';
import type { Context } from '../../framework/context.ts';
import { CliError } from '../../framework/errors/cli-error.ts';
import { EXIT, type ExitCode } from '../../framework/errors/exit-code.ts';
import { confirmOrStop } from '../../framework/output/confirm.ts';
import { VERSION } from '../../framework/version.ts';
import { checkVault, requireFollowed } from '../../start/check-vault.ts';
import { followJob } from './follow-job.ts';

/** The options of `probe`. */
export interface ProbeOptions {
  readonly vault: string;
  readonly yes: boolean;
  readonly timeoutMs: number;
  readonly settleMs: number;
}

const COST =
  'This starts one inventory retrieval: one request of the Standard tier, less than $0.001. Subscribers are notified of the job like of any other. A topic and a queue named glacier-jobs-probe-... exist until the end.';

/** Starts one inventory job, follows it to its end and prints what it has shown. */
export const probe = async (context: Context, options: ProbeOptions): Promise<ExitCode> => {
  const { output, connect } = context;
  checkVault(options.vault);
  const service = await connect();
  const vaultArn = requireFollowed(options.vault, service);
  await confirmOrStop(`${COST} Start it?`, { output, yes: options.yes });
  if (options.yes) output.note(COST);
  const queue = await createNoticeQueue({
    sns: createSnsClient(service.clientConfig('sns')),
    sqs: createSqsClient(service.clientConfig('sqs')),
    place: service.place,
    vaultTopicArn: service.outputs.NoticeTopicArn,
    name: `glacier-jobs-probe-${randomBytes(6).toString('hex')}`,
  });
  try {
    if (context.signal.aborted) return EXIT.failure;
    const startedAt = service.clock.now();
    const jobId = await start(service, vaultArn, queue.topicArn);
    output.note(`Started the job ${jobId}. The report follows when it has ended; Ctrl-C gives up.`);
    const glacier = createOperatorGlacierClient(service.clientConfig('glacier'));
    const facts = createGlacierFacts(glacier, vaultArn);
    const followed = await followJob({ context, service, queue, facts, jobId, ...options });
    if (followed.kind !== 'ended') return followed.kind === 'late' ? EXIT.timedOut : EXIT.failure;
    const answers = answerQuestions({
      ...followed,
      settleMs: options.settleMs,
      // After hours of waiting, a report without one answer is still of use.
      isVaultNotified: await facts
        .isNotified(service.outputs.NoticeTopicArn)
        .catch(() => followed.notices.some(({ via }) => via === 'vault')),
      listed: await facts.listDates().catch(() => []),
      notFound: await facts.notFoundTexts(),
      trail: await readTrail(service, jobId, startedAt),
    });
    const { accountId: account, vaultName: vault } = requireVault(vaultArn);
    const { region } = service.place;
    const origin = { region, version: VERSION };
    const masked = maskAnswers(answers, { names: { account, vault, job: jobId } });
    if (output.isJson) output.json({ ...origin, answers: masked });
    else output.print(writeReport(masked, origin));
    return EXIT.ok;
  } finally {
    await queue.remove().catch((error: unknown) => output.note(String(error)));
  }
};

const start = async (service: Service, vaultArn: string, snsTopic: string): Promise<string> => {
  const initiate = createGlacierInitiation(service.clientConfig('glacier'));
  const started = await initiate({
    vaultArn,
    format: 'JSON',
    description: 'glacier-jobs probe',
    snsTopic,
  });
  if (started.kind === 'started') return started.jobId;
  throw new CliError(`The inventory job could not be started: ${started.message}.`);
};

const readTrail = ({ deployment }: Service, jobId: string, since: string): Promise<TrailReading> =>
  deployment === undefined
    ? Promise.resolve({ kind: 'absent', reason: 'the sandbox has no CloudTrail' })
    : findInitiateJob(deployment.clientConfig, { jobId, since });
