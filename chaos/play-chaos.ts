import type { Sandbox } from '../sandbox/sandbox.ts';
import { startSandbox } from '../sandbox/start/start-sandbox.ts';
import { createAgenda } from '../sandbox/time/agenda.ts';
import type { ChaosRecords } from './check/chaos-records.ts';
import { readRecords } from './check/read-records.ts';
import { CHAOS_ENDPOINTS } from './endpoints.ts';
import { collectEvidence } from './evidence.ts';
import { failReceivers } from './faults/fail-receivers.ts';
import { createFaultLog, type Fault, type FaultLog } from './faults/fault-log.ts';
import { startGlacierFaults, stopGlacierFaults } from './faults/glacier-faults.ts';
import { planOutages } from './faults/plan-outages.ts';
import { publishForgeries } from './faults/publish-forgeries.ts';
import { planJobs } from './jobs/plan-jobs.ts';
import { playJobs } from './jobs/play-jobs.ts';
import { createDrawFault, createFaultPhase } from './proxy/draw-fault.ts';
import { createFaultProxies } from './proxy/fault-proxies.ts';
import {
  type ChaosRun,
  type ChaosScale,
  FAULTY_SPAN_MS,
  MINUTE_MS,
  RETRY_SCHEDULE_SECONDS,
  VAULTS,
  WHOLE_SPAN_MS,
} from './run.ts';

/** The instant at which every run begins, so that a seed finds its ticks at the same minutes. */
const BEGINNING = Date.parse('2031-03-14T00:00:00.000Z');

const SETTINGS = {
  // A reminder an hour after the completion.
  expiringLeadMinutes: 23 * 60,
  trackInitiateJob: true,
  sweepIntervalMinutes: 15,
  webhooks: {
    allowHttp: true,
    allowedCidrs: ['127.0.0.0/8'],
    // So that a receiver that hangs costs little real time.
    timeoutSeconds: 3,
    retryScheduleSeconds: RETRY_SCHEDULE_SECONDS,
  },
};

/** A run that is over. */
export interface PlayedChaos {
  readonly records: ChaosRecords;
  readonly faults: readonly Fault[];
}

/**
 * Plays a run on a sandbox of its own.
 *
 * Everything is drawn from the seed. What the seed does not decide: how threads and requests interleave
 * in real time, the jitter of retries, and random ids of messages and endpoints.
 */
export const playChaos = async (scale: ChaosScale): Promise<PlayedChaos> => {
  const phase = createFaultPhase();
  let log: FaultLog | undefined;
  const proxies = createFaultProxies({ draw: createDrawFault(scale.seed, phase), log: () => log });
  const sandbox = await startSandbox({
    vaults: VAULTS,
    seed: scale.seed,
    startAt: BEGINNING,
    settings: SETTINGS,
    environmentOf: proxies.environmentOf,
  });
  try {
    await registerEndpoints(sandbox);
    proxies.connect(sandbox.functions);
    log = createFaultLog(sandbox.clock);
    const agenda = createAgenda(sandbox.clock);
    const [evidence, startedAt] = [collectEvidence(sandbox), sandbox.clock.now()];
    const run = { scale, sandbox, phase, log, agenda, evidence, startedAt };
    await play(run);
    return { records: await readRecords(run), faults: log.all };
  } finally {
    await sandbox.stop();
    await proxies.stop();
  }
};

const registerEndpoints = async (sandbox: Sandbox): Promise<void> => {
  for (const { path, request } of CHAOS_ENDPOINTS) {
    await sandbox.registerEndpoint({ url: `${sandbox.urls.receiver}${path}`, ...request });
  }
  // Endpoints take part within a minute.
  await sandbox.advance(2 * MINUTE_MS);
};

const play = async (run: ChaosRun): Promise<void> => {
  const { sandbox, agenda, scale, startedAt } = run;
  const programs = playJobs(run, planJobs(scale, sandbox.outputs.NoticeTopicArn));
  breakThings(run);
  const endsAt = startedAt + WHOLE_SPAN_MS;
  while (sandbox.clock.now() < endsAt) {
    await sandbox.advanceTo(Math.min((await agenda.nextDueAt()) ?? endsAt, endsAt));
    await agenda.act();
  }
  await sandbox.settle();
  programs.close();
};

const breakThings = (run: ChaosRun): void => {
  run.phase.isFaulty = true;
  startGlacierFaults(run);
  failReceivers(run);
  publishForgeries(run);
  planOutages(run);
  run.agenda.plan(run.startedAt + FAULTY_SPAN_MS, () => {
    run.phase.isFaulty = false;
    stopGlacierFaults(run);
  });
};
