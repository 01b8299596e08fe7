import * as z from 'zod';
import type { ScriptedAnswer } from '../../sandbox/receiver/scripted-answers.ts';
import { CHAOS_ENDPOINTS, type ChaosEndpoint, isNeverAccepted } from '../endpoints.ts';
import { createRng, type Rng } from '../rng.ts';
import { type ChaosRun, isFaulty } from '../run.ts';

/** Hanging takes real time, so that a run affords only few. */
const MOST_HANGS = 3;

type Status = ScriptedAnswer['status'];
type Decide = (body: Buffer) => ScriptedAnswer | undefined;

/** Makes each receiver fail by its mode; those that are gone or stubborn fail until the run ends. */
export const failReceivers = (run: ChaosRun): void => {
  const deciders = new Map(
    CHAOS_ENDPOINTS.map((endpoint) => [endpoint.path, createDecider(run, endpoint)]),
  );
  run.sandbox.receiver.answerBy((path, body) => {
    const answer = deciders.get(path)?.(body);
    if (answer !== undefined) run.log.add(`receiver answered: ${answer.status}`, path);
    return answer;
  });
};

const createDecider = (run: ChaosRun, { mode, path }: ChaosEndpoint): Decide => {
  const random = createRng(run.scale.seed, `receiver ${path}`);
  switch (mode) {
    case 'healthy':
      return () => undefined;
    case 'flaky':
      return createFlakiness(run, random);
    case 'down':
      return createDowntime(run, random);
    case 'stubborn':
      // Its last attempt comes after sixteen hours: a brief run would end before.
      return run.scale.isBrief ? () => undefined : refuseUnbearable;
    case 'gone': {
      const from = run.startedAt + random.between(0.3, 0.6) * run.scale.faultySpanMs;
      return () => (run.sandbox.clock.now() > from ? { status: 410 } : undefined);
    }
  }
};

const Event = z.object({
  type: z.string(),
  data: z.object({ jobDescription: z.string().default('') }),
});

const refuseUnbearable: Decide = (body) => {
  const { type, data } = Event.parse(JSON.parse(body.toString()));
  return isNeverAccepted({ type, description: data.jobDescription }) ? { status: 422 } : undefined;
};

const createFlakiness = (run: ChaosRun, random: Rng): Decide => {
  let hangs = 0;
  return () => {
    if (!isFaulty(run) || !random.chance(0.12)) return undefined;
    const status = random.pick<Status>([500, 502, 429, 302, 404, 'reset', 'hang']);
    if (status === 429) return { status, headers: { 'retry-after': '40' } };
    if (status !== 'hang') return { status };
    hangs += 1;
    return { status: hangs > MOST_HANGS ? 503 : 'hang' };
  };
};

/** Fails all the time, twice for a while. */
const createDowntime = ({ scale, sandbox, startedAt }: ChaosRun, random: Rng): Decide => {
  const outages = [random.between(0.1, 0.3), random.between(0.5, 0.7)].map((share) => {
    const from = startedAt + share * scale.faultySpanMs;
    return { from, to: from + random.between(0.3, 1) * scale.longestDownMs };
  });
  return () => {
    const now = sandbox.clock.now();
    if (!outages.some(({ from, to }) => from <= now && now < to)) return undefined;
    return { status: random.pick<Status>([500, 503, 504, 'reset']) };
  };
};
