import { expect, it } from 'vitest';
import { CONSUMERS, POLL_QUEUE, POLLER } from '../../../bench/polling/plays/deployed-poller.ts';
import { readDeployment } from '../../../simulation/functions/deployment.ts';

it('measures the poller as the template deploys it', () => {
  const template = readDeployment({});
  expect(template.functionOf('Poller')).toMatchObject(POLLER);
  expect(template.queueOf('PollerPollQueue')).toStrictEqual(POLL_QUEUE);
  expect(template.mappingOf('Poller')).toMatchObject({
    BatchSize: 1,
    ScalingConfig: { MaximumConcurrency: CONSUMERS },
  });
});
