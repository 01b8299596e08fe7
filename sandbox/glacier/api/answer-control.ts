import * as z from 'zod';
import { faultSettingsSchema } from '../faults/fault-settings.ts';
import type { FaultSwitches } from '../faults/fault-switches.ts';
import { OUTCOMES } from '../jobs/job.ts';
import type { Ledger } from '../ledger.ts';
import { type Answer, answerJson } from './answer.ts';
import type { HttpRequest } from './http-request.ts';
import type { JobControl } from './job-control.ts';

/** Everything that can be made to go wrong. */
export interface SimulatorFaults extends FaultSwitches, Pick<JobControl, 'failJob' | 'forgetJob'> {
  /** Deletes a vault with everything in it, as someone else's mistake would. */
  deleteVault(vaultName: string): void;
}

/** What the control routes reach. */
export interface Controls {
  readonly faults: SimulatorFaults;
  readonly jobs: JobControl;
  readonly ledger: Ledger;
  createVault(name: string): void;
}

/** The first segment of every control route; no account has such an id. */
export const CONTROL_PREFIX = '_simulator';

/** Answers a control route; README.md in this folder lists them. */
export const answerControl = (controls: Controls, request: HttpRequest): Answer => {
  const [, ...path] = request.segments;
  try {
    return (
      CONTROL_ROUTES[`${request.method} ${path.join('/')}`]?.(controls, request) ??
      answerJson({ message: `No control route ${request.method} /${path.join('/')}.` }, 404)
    );
  } catch (error) {
    return answerJson({ message: describeProblem(error) }, 400);
  }
};

type ControlRoute = (controls: Controls, request: HttpRequest) => Answer;

const getFaults: ControlRoute = ({ faults }, { query }) =>
  answerJson(faults.current(query.get('vault') ?? undefined));

const postFaults: ControlRoute = ({ faults }, { body }) => {
  const { vault, ...change } = faultChangeSchema.parse(JSON.parse(body));
  faults.set(change, vault);
  return answerJson(faults.current(vault));
};

const deleteFaults: ControlRoute = ({ faults }, { query }) => {
  const vault = query.get('vault') ?? undefined;
  faults.clear(vault);
  return answerJson(faults.current(vault));
};

const postJobs: ControlRoute = ({ jobs, ledger }, { body }) => {
  const { jobId, forget, ...end } = jobChangeSchema.parse(JSON.parse(body));
  if (forget === true) {
    jobs.forgetJob(jobId);
  } else {
    jobs.fixJob(jobId, end);
  }
  return answerJson(ledger.jobs().find((job) => job.jobId === jobId));
};

const postVaults: ControlRoute = ({ faults, createVault }, { body }) => {
  const { vault, exists } = vaultChangeSchema.parse(JSON.parse(body));
  if (exists) {
    createVault(vault);
  } else {
    faults.deleteVault(vault);
  }
  return answerJson({ vault, exists });
};

const getLedger: ControlRoute = ({ ledger }) => answerJson({ ...ledger, jobs: ledger.jobs() });

const CONTROL_ROUTES: Readonly<Record<string, ControlRoute>> = {
  'GET faults': getFaults,
  'POST faults': postFaults,
  'DELETE faults': deleteFaults,
  'POST jobs': postJobs,
  'POST vaults': postVaults,
  'GET ledger': getLedger,
};

const faultChangeSchema = faultSettingsSchema
  .partial()
  .extend({ vault: z.string().min(1).optional() });

const jobChangeSchema = z.strictObject({
  jobId: z.string().min(1),
  outcome: z.enum(OUTCOMES).optional(),
  statusMessage: z.string().optional(),
  durationMs: z.number().min(0).optional(),
  forget: z.boolean().optional(),
});

const vaultChangeSchema = z.strictObject({ vault: z.string().min(1), exists: z.boolean() });

const describeProblem = (error: unknown): string => {
  if (error instanceof z.ZodError) return z.prettifyError(error);
  return error instanceof Error ? error.message : String(error);
};
