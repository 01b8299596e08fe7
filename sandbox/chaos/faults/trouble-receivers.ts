import * as z from 'zod';
import type { ScriptedAnswer } from '../../receiver/scripted-answers.ts';
import { CHAOS_ENDPOINTS, type ChaosEndpoint, isUnbearable } from '../chaos-endpoints.ts';
import { type ChaosRun, isRough } from '../chaos-run.ts';
import { createDraws, type Draws } from '../draws.ts';

/** Hanging takes real time, so that a run affords only few. */
const MOST_HANGS = 3;

type Status = ScriptedAnswer['status'];
type Decide = (body: Buffer) => ScriptedAnswer | undefined;

/** Lets receivers fail, each in its own way; those that are gone or stubborn do so to the end. */
export const troubleReceivers = (run: ChaosRun): void => {
  const deciders = new Map(
    CHAOS_ENDPOINTS.map((endpoint) => [endpoint.path, createDecider(run, endpoint)]),
  );
  run.sandbox.receiver.answerBy((path, body) => {
    const answer = deciders.get(path)?.(body);
    if (answer !== undefined) run.log.add(`receiver answered: ${answer.status}`, path);
    return answer;
  });
};

const createDecider = (run: ChaosRun, { temper, path }: ChaosEndpoint): Decide => {
  const draws = createDraws(run.scale.seed, `receiver ${path}`);
  switch (temper) {
    case 'sound':
      return () => undefined;
    case 'flaky':
      return createFlakiness(run, draws);
    case 'down':
      return createDowntime(run, draws);
    case 'stubborn':
      // Its last attempt comes after sixteen hours: a brief run would end before.
      return run.scale.isBrief ? () => undefined : refuseUnbearable;
    case 'gone': {
      const from = run.startedAt + draws.between(0.3, 0.6) * run.scale.roughSpanMs;
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
  return isUnbearable({ type, description: data.jobDescription }) ? { status: 422 } : undefined;
};

const createFlakiness = (run: ChaosRun, draws: Draws): Decide => {
  let hangs = 0;
  return () => {
    if (!isRough(run) || !draws.chance(0.12)) return undefined;
    const status = draws.pick<Status>([500, 502, 429, 302, 404, 'reset', 'hang']);
    if (status === 429) return { status, headers: { 'retry-after': '40' } };
    if (status !== 'hang') return { status };
    hangs += 1;
    return { status: hangs > MOST_HANGS ? 503 : 'hang' };
  };
};

/** Fails all the time, twice for a while. */
const createDowntime = ({ scale, sandbox, startedAt }: ChaosRun, draws: Draws): Decide => {
  const outages = [draws.between(0.1, 0.3), draws.between(0.5, 0.7)].map((share) => {
    const from = startedAt + share * scale.roughSpanMs;
    return { from, to: from + draws.between(0.3, 1) * scale.longestDownMs };
  });
  return () => {
    const now = sandbox.clock.now();
    if (!outages.some(({ from, to }) => from <= now && now < to)) return undefined;
    return { status: draws.pick<Status>([500, 503, 504, 'reset']) };
  };
};
