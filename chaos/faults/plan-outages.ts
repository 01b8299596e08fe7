import type { Outable } from '../proxy/proxied-request.ts';
import { createRng } from '../rng.ts';
import { type ChaosRun, FAULTY_SPAN_MS, MINUTE_MS } from '../run.ts';

/** How likely each service refuses a request while it is out. */
const OUTAGES: readonly (readonly [Outable, number])[] = [
  ['sns', 1],
  ['sqs', 1],
  ['dynamodb', 0.6],
  ['glacier', 1],
];

/** Plans a few minutes in which a whole service is out; DynamoDB throttles. */
export const planOutages = ({ agenda, phase, log, scale, startedAt }: ChaosRun): void => {
  const random = createRng(scale.seed, 'outages');
  for (const [service, probability] of OUTAGES) {
    const from = startedAt + random.between(0.2, 0.8) * FAULTY_SPAN_MS;
    agenda.plan(from, () => {
      log.add(`${service} out`);
      phase.outages.set(service, probability);
    });
    const to = from + random.between(1, 5) * MINUTE_MS;
    agenda.plan(to, () => void phase.outages.delete(service));
  }
};
