import type { Outable } from '../proxy/fault-phase.ts';
import { createRng } from '../rng.ts';
import type { ChaosRun } from '../run.ts';
import { MINUTE_MS } from '../scale.ts';

interface Outage {
  readonly of: Outable;
  readonly spanMs: number;
  /** How likely a request is refused meanwhile. */
  readonly probability: number;
}

/** Plans the times in which a whole service is out: SNS or SQS for an hour, DynamoDB by throttling. */
export const planOutages = (run: ChaosRun): void => {
  const random = createRng(run.scale.seed, 'outages');
  const isBrief = run.scale.isBrief;
  const long: Outage = {
    of: random.pick(['sns', 'sqs']),
    spanMs: (isBrief ? 5 : 60) * MINUTE_MS,
    probability: 1,
  };
  const short = (of: Outable, probability: number): Outage => ({
    of,
    spanMs: random.between(1, isBrief ? 3 : 6) * MINUTE_MS,
    probability,
  });
  const outages = isBrief
    ? [long, short('dynamodb', 0.5)]
    : [
        long,
        short('dynamodb', 0.6),
        short('dynamodb', 0.9),
        short('sqs', 0.5),
        short('sns', 0.5),
        short('glacier', 1),
      ];
  for (const outage of outages) planOutage(run, outage, random.between(0.2, 0.8));
};

const planOutage = (run: ChaosRun, { of, spanMs, probability }: Outage, share: number): void => {
  const { agenda, phase, log, scale, startedAt } = run;
  const from = startedAt + share * scale.faultySpanMs;
  agenda.plan(from, () => {
    log.add(`${of} out`, `${Math.round(spanMs / MINUTE_MS)} min, ${100 * probability} %`);
    phase.outages.set(of, probability);
  });
  agenda.plan(from + spanMs, () => void phase.outages.delete(of));
};
