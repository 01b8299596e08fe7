import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline, Readable } from 'node:stream';
import { type Answer, answerThrown } from './api/answer.ts';
import { answerApi } from './api/answer-api.ts';
import { answerControl, CONTROL_PREFIX, type Controls } from './api/answer-control.ts';
import { readHttpRequest } from './api/http-request.ts';
import { createJobControl } from './api/job-control.ts';
import { startLocalServer } from './api/local-server.ts';
import { createFaultSwitches } from './faults/fault-switches.ts';
import type { GlacierOptions, GlacierSimulator } from './glacier-simulator.ts';
import type { GlacierState } from './glacier-state.ts';
import { createArchive } from './jobs/archive.ts';
import { createLedger } from './ledger.ts';
import { createNotices } from './notices.ts';
import { createRandom } from './seeded-random.ts';
import { findVault } from './vaults/find-vault.ts';
import { ensureVault } from './vaults/vault-operations.ts';

/** How often real time is looked at for jobs that have ended without a jump of the clock. */
const TICK_MS = 100;

/** Starts a simulator of Glacier's REST API; see README.md in this folder. */
export const startGlacier = async (options: GlacierOptions): Promise<GlacierSimulator> => {
  const state = createState(options);
  const controls = createControls(state);
  const { settle, nextDueAt, whenIdle } = createNotices(state, options.publish);
  const answer = async (request: IncomingMessage): Promise<Answer> => {
    const read = await readHttpRequest(request);
    return read.segments[0] === CONTROL_PREFIX
      ? answerControl(controls, read)
      : answerApi(state, read);
  };
  const server = await startLocalServer((request, response) => {
    void answer(request)
      .catch(answerThrown)
      .then((given) => send(state, response, given));
  }, options.port ?? 0);
  const ticker = setInterval(() => void settle(), TICK_MS);
  return {
    settle,
    nextDueAt,
    url: server.url,
    faults: controls.faults,
    ledger: controls.ledger,
    fixJob: controls.jobs.fixJob,
    createVault: controls.createVault,
    addArchive: (vaultName, traits) => {
      const archive = createArchive(traits, options.clock.now());
      findVault(state, vaultName).archives.set(archive.archiveId, archive);
      return archive;
    },
    stop: async () => {
      clearInterval(ticker);
      await whenIdle();
      await server.stop();
    },
  };
};

/** Sends the virtual time in the Date header: the SDK corrects its own clock by it. */
const send = (
  { clock }: GlacierState,
  response: ServerResponse,
  { status, headers, body }: Answer,
): void => {
  response.setHeader('date', new Date(clock.now()).toUTCString());
  response.setHeader('x-amzn-requestid', randomUUID());
  response.writeHead(status, headers);
  // An output that breaks off destroys the response, as a broken connection does.
  if (body instanceof Readable) pipeline(body, response, () => undefined);
  else response.end(body);
};

/** Makes what tests, the demo and the control routes steer a simulator with. */
const createControls = (state: GlacierState): Controls => {
  const jobs = createJobControl(state);
  const { failJob, forgetJob } = jobs;
  const deleteVault = (name: string) => {
    state.vaults.delete(name);
  };
  return {
    jobs,
    faults: { ...state.faults, failJob, forgetJob, deleteVault },
    ledger: state.keeper.ledger,
    createVault: (name) => {
      ensureVault(state, name);
    },
  };
};

/** Makes the state of an account without vaults. */
const createState = (options: GlacierOptions): GlacierState => {
  const seed = options.seed ?? 1;
  return {
    clock: options.clock,
    region: options.region,
    accountId: options.accountId,
    extraRetentionMs: options.extraRetentionMs ?? 0,
    vaults: new Map(),
    running: new Map(),
    faults: createFaultSwitches(),
    keeper: createLedger(),
    drawIds: createRandom(seed, 'ids'),
    drawDurations: createRandom(seed, 'durations'),
    drawCallFaults: createRandom(seed, 'call faults'),
    noticeFaultsOf: (jobId) => createRandom(seed, jobId),
  };
};
