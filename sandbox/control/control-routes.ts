import * as z from 'zod';
import type { SandboxFacts } from '../../cli/doctor/sandbox-parts.ts';
import { parseJson } from '../../lambdas/core/json.ts';
import { scanTable } from '../emulators/scan-table.ts';
import type { Sandbox } from '../sandbox.ts';
import { account } from '../template/account.ts';
import { ControlError } from './control-error.ts';
import type { JobTracking } from './track-job.ts';

/** What the routes work with. */
export interface ControlContext {
  readonly sandbox: Sandbox;
  readonly tracking: JobTracking;
  /** What the doctor asks for. */
  readonly facts: () => SandboxFacts;
}

/** A request as the routes see it. */
export interface ControlRequest {
  readonly query: URLSearchParams;
  readonly body: string;
}

type ControlRoute = (request: ControlRequest, context: ControlContext) => Promise<unknown>;

const unitsMs = { days: 86_400_000, hours: 3_600_000, minutes: 60_000, seconds: 1_000 } as const;

const EndpointBody = z.strictObject({
  url: z.url({ protocol: /^https?$/ }),
  description: z.string().optional(),
  eventTypes: z.array(z.string()).optional(),
  filter: z.record(z.string(), z.unknown()).optional(),
});

/** Lists what the control server answers. */
export const controlRoutes: Readonly<Record<string, ControlRoute>> = {
  'GET /deployment': (_request, { sandbox }) => Promise.resolve(describeDeployment(sandbox)),
  'GET /facts': (_request, { facts }) => Promise.resolve(facts()),
  'GET /clock': (_request, { sandbox }) => Promise.resolve(describeTime(sandbox)),
  'POST /clock/advance': async ({ query }, { sandbox }) => {
    await sandbox.advanceTo(readTarget(query, sandbox.clock.now()));
    return describeTime(sandbox);
  },
  'POST /endpoints': ({ query, body }, { sandbox }) =>
    sandbox.registerEndpoint(readEndpoint(query, body, sandbox.urls.receiver)),
  'GET /jobs': (_request, { sandbox: { clients, outputs } }) =>
    scanTable(clients.dynamodb, outputs.JobsTableName),
  'POST /jobs/register': async ({ query }, { tracking }) => {
    const [vault, jobId] = readJob(query);
    await tracking.register(vault, jobId);
    return { registered: jobId };
  },
  'POST /jobs/collect': async ({ query }, { tracking }) => {
    const [vault, jobId] = readJob(query);
    await tracking.collect(vault, jobId);
    return { collected: jobId };
  },
};

const describeTime = ({ clock }: Sandbox) => ({ now: new Date(clock.now()).toISOString() });

/** All that the command needs to work on the sandbox as it does on a deployment. */
const describeDeployment = (sandbox: Sandbox) => ({
  outputs: sandbox.outputs,
  place: { partition: account.partition, region: account.region, accountId: account.id },
  urls: sandbox.urls,
  ...describeTime(sandbox),
});

const readTarget = (query: URLSearchParams, now: number): number => {
  const to = query.get('to');
  const target = to === null ? now + readSpan(query) : Date.parse(to);
  if (!(target > now)) {
    throw new ControlError('Specify ?days=1&hours=4&minutes=30&seconds=10, or ?to=<instant>');
  }
  return target;
};

const readSpan = (query: URLSearchParams): number =>
  Object.entries(unitsMs).reduce((sum, [unit, ms]) => sum + Number(query.get(unit) ?? 0) * ms, 0);

const readEndpoint = (query: URLSearchParams, body: string, receiverUrl: string) => {
  const path = query.get('path');
  if (path !== null) return { url: `${receiverUrl}/${path.replace(/^\//, '')}` };
  const json = parseJson(body);
  if (json === undefined) throw new ControlError('The body is not JSON');
  const read = EndpointBody.safeParse(json);
  if (!read.success) {
    throw new ControlError(
      `Specify ?path=<path at the sandbox's receiver>, or JSON with a url: ${z.prettifyError(read.error)}`,
    );
  }
  return read.data;
};

const readJob = (query: URLSearchParams): readonly [string, string] => {
  const vault = query.get('vault');
  const jobId = query.get('job');
  if (!(vault && jobId)) throw new ControlError('Specify the job: ?vault=<name>&job=<id>');
  return [vault, jobId];
};
