import * as z from 'zod';
import { STATUSES } from '../../lambdas/core/job/status.ts';
import type { ScriptedAnswer } from '../../sandbox/receiver/scripted-answers.ts';
import { CHAOS_ENDPOINTS, type ChaosEndpoint, isNeverAccepted } from '../endpoints.ts';
import { createRng, type Rng } from '../rng.ts';
import { type ChaosRun, FAULTY_SPAN_MS, MINUTE_MS } from '../run.ts';

/** Hanging takes real time, so that a run affords only few. */
const MOST_HANGS = 3;

type Status = ScriptedAnswer['status'];
type Decide = (body: Buffer) => ScriptedAnswer | undefined;

/**
 * Makes each receiver fail by its mode; those that are gone or stubborn fail until the run ends.
 *
 * Now and then the sender ends while a receiver answers.
 */
export const failReceivers = (run: ChaosRun): void => {
  const random = createRng(run.scale.seed, 'senders');
  const deciders = new Map(
    CHAOS_ENDPOINTS.map((endpoint) => [endpoint.path, createDecider(run, endpoint)]),
  );
  run.sandbox.receiver.answerBy((path, body) => {
    if (run.phase.isFaulty && random.chance(0.01)) {
      run.log.add('sender killed');
      void run.sandbox.functions.get('Sender')?.kill();
    }
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
    case 'down': {
      const from = run.startedAt + random.between(0.2, 0.6) * FAULTY_SPAN_MS;
      const to = from + random.between(5, 10) * MINUTE_MS;
      const isDown = (now: number) => from <= now && now < to;
      return () =>
        isDown(run.sandbox.clock.now())
          ? { status: random.pick<Status>([500, 503, 504, 'reset']) }
          : undefined;
    }
    case 'stubborn':
      return refuseUnbearable;
    case 'gone': {
      const from = run.startedAt + random.between(0.3, 0.6) * FAULTY_SPAN_MS;
      return () => (run.sandbox.clock.now() > from ? { status: 410 } : undefined);
    }
  }
};

const Event = z.object({
  data: z.object({ status: z.enum(STATUSES), jobDescription: z.string().optional() }),
});

const refuseUnbearable: Decide = (body) => {
  const { status, jobDescription } = Event.parse(JSON.parse(body.toString())).data;
  return isNeverAccepted(jobDescription, status) ? { status: 422 } : undefined;
};

const createFlakiness = ({ phase }: ChaosRun, random: Rng): Decide => {
  let hangs = 0;
  return () => {
    if (!phase.isFaulty || !random.chance(0.15)) return undefined;
    const status = random.pick<Status>([500, 502, 429, 302, 404, 'reset', 'hang']);
    if (status === 429) return { status, headers: { 'retry-after': '40' } };
    if (status !== 'hang') return { status };
    hangs += 1;
    return { status: hangs > MOST_HANGS ? 503 : 'hang' };
  };
};
