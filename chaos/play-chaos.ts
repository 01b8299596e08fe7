import type { Sandbox } from '../sandbox/sandbox.ts';
import { startSandbox } from '../sandbox/start/start-sandbox.ts';
import { createAgenda } from '../sandbox/time/agenda.ts';
import { CHAOS_ENDPOINTS } from './endpoints.ts';
import { collectEvidence } from './evidence.ts';
import { disruptSchedules } from './faults/disrupt-schedules.ts';
import { duplicateMessages } from './faults/duplicate-messages.ts';
import { failReceivers } from './faults/fail-receivers.ts';
import { createFaultLog, type FaultLog } from './faults/fault-log.ts';
import { startGlacierFaults, stopGlacierFaults } from './faults/glacier-faults.ts';
import { planOutages } from './faults/plan-outages.ts';
import { publishForgeries } from './faults/publish-forgeries.ts';
import { replayStream } from './faults/replay-stream.ts';
import { planJobs } from './jobs/plan-jobs.ts';
import { playJobs } from './jobs/play-jobs.ts';
import { createDrawFault } from './proxy/draw-fault.ts';
import { createFaultPhase } from './proxy/fault-phase.ts';
import { createFaultProxies } from './proxy/fault-proxies.ts';
import type { ChaosRun } from './run.ts';
import { type ChaosScale, DAY_MS, MINUTE_MS, RETRY_SCHEDULE_SECONDS, VAULTS } from './scale.ts';

/** The instant at which every run begins, so that a seed finds its ticks at the same minutes. */
const BEGINNING = Date.parse('2031-03-14T00:00:00.000Z');

/** Settings under which little time passes unused. */
const settingsOf = ({ expiringLeadMinutes, isBrief }: ChaosScale) => ({
  expiringLeadMinutes,
  trackInitiateJob: true,
  sweepIntervalMinutes: isBrief ? 15 : 60,
  webhooks: {
    allowHttp: true,
    allowedCidrs: ['127.0.0.0/8'],
    // So that a receiver that hangs costs little real time.
    timeoutSeconds: 3,
    retryScheduleSeconds: RETRY_SCHEDULE_SECONDS,
  },
});

/** Hears how far a run is, from 0 to 1. */
export type OnProgress = (share: number) => void;

/**
 * Plays a run on a sandbox of its own, and hands it over when it is over.
 *
 * Everything is drawn from the seed. What the seed does not decide: how threads and requests interleave
 * in real time, the jitter of retries, and random ids of messages and endpoints.
 */
export const playChaos = async <Result>(
  scale: ChaosScale,
  onProgress: OnProgress,
  judge: (run: ChaosRun) => Promise<Result>,
): Promise<Result> => {
  const phase = createFaultPhase();
  let log: FaultLog | undefined;
  const proxies = createFaultProxies({ draw: createDrawFault(scale.seed, phase), log: () => log });
  const sandbox = await startSandbox({
    vaults: VAULTS,
    seed: scale.seed,
    startAt: BEGINNING,
    settings: settingsOf(scale),
    environmentOf: proxies.environmentOf,
  });
  try {
    await registerEndpoints(sandbox);
    proxies.connect(sandbox.functions);
    log = createFaultLog(sandbox.clock);
    const run = openRun({ scale, sandbox, phase, log });
    await play(run, onProgress);
    return await judge(run);
  } finally {
    await sandbox.stop();
    await proxies.stop();
  }
};

const openRun = (given: Pick<ChaosRun, 'scale' | 'sandbox' | 'phase' | 'log'>): ChaosRun => ({
  ...given,
  agenda: createAgenda(given.sandbox.clock),
  evidence: collectEvidence(given.sandbox),
  startedAt: given.sandbox.clock.now(),
});

const registerEndpoints = async (sandbox: Sandbox): Promise<void> => {
  for (const { path, request } of CHAOS_ENDPOINTS) {
    await sandbox.registerEndpoint({ url: `${sandbox.urls.receiver}${path}`, ...request });
  }
  // Endpoints take part within a minute.
  await sandbox.advance(2 * MINUTE_MS);
};

const play = async (run: ChaosRun, onProgress: OnProgress): Promise<void> => {
  const { sandbox, agenda, scale, startedAt } = run;
  const programs = playJobs(run, planJobs(scale, sandbox.outputs.NoticeTopicArn));
  breakThings(run);
  let endsAt = startedAt + scale.wholeSpanMs;
  for (let now = startedAt; now < endsAt; now = sandbox.clock.now()) {
    const planned = (await agenda.nextDueAt()) ?? endsAt;
    const next = Math.min(planned, now + 30 * MINUTE_MS, endsAt);
    await sandbox.advanceTo(next);
    await agenda.act();
    if (next === endsAt) endsAt = Math.max(endsAt, expiryOfAll(run));
    onProgress((sandbox.clock.now() - startedAt) / (endsAt - startedAt));
  }
  await sandbox.settle();
  programs.close();
};

const breakThings = (run: ChaosRun): void => {
  run.phase.isFaulty = true;
  startGlacierFaults(run);
  failReceivers(run);
  disruptSchedules(run);
  replayStream(run);
  duplicateMessages(run);
  publishForgeries(run);
  planOutages(run);
  run.agenda.plan(run.startedAt + run.scale.faultySpanMs, () => {
    run.phase.isFaulty = false;
    stopGlacierFaults(run);
  });
};

/** When the last job's expiry must have been seen: it is looked for every hour. */
const expiryOfAll = ({ scale, sandbox }: ChaosRun): number => {
  if (scale.isBrief) return 0;
  const ends = sandbox.glacier.ledger.jobs().map(({ completesAt }) => completesAt);
  return Math.max(...ends, 0) + DAY_MS + 75 * MINUTE_MS;
};
