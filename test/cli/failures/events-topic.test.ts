import { startFauxqs } from 'fauxqs';
import { expect, it, onTestFinished } from 'vitest';
import type { Service } from '../../../cli/deployment/service.ts';
import { createEventsTopic } from '../../../cli/failures/events-topic.ts';
import { buildGroupEvent } from '../../../lambdas/core/group/event.ts';
import { startEventBus } from '../../../sandbox/emulators/start-event-bus.ts';
import { anEntry } from '../../support/group-entries.ts';

it('redrives and replays to the topic, and to the bus if the deployment has one', async () => {
  const [server, bus] = await Promise.all([
    startFauxqs({ port: 0, logger: false, defaultRegion: 'eu-west-1' }),
    startEventBus(() => Promise.resolve()),
  ]);
  onTestFinished(async () => {
    await Promise.all([server.stop(), bus.stop()]);
  });
  const { topicArn } = server.createTopic('events');
  server.createQueue('subscriber');
  server.subscribe({ topic: 'events', queue: 'subscriber' });
  const serviceWith = (EventBus?: string) =>
    ({
      outputs: { EventsTopicArn: topicArn, EventBus },
      clientConfig: (service) => ({
        endpoint: service === 'eventbridge' ? bus.endpoint : server.address,
        region: 'eu-west-1',
        credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
      }),
    }) as Service;
  const event = buildGroupEvent(anEntry())!;
  bus.refuseNext('AccessDeniedException');
  expect(await createEventsTopic(serviceWith('jobs')).publish([event])).toMatchObject([
    { index: 0, reason: expect.stringContaining('AccessDeniedException'), isEntryFault: true },
  ]);
  expect(await createEventsTopic(serviceWith('jobs')).publish([event])).toStrictEqual([]);
  bus.refuseNext('AccessDeniedException');
  expect(await createEventsTopic(serviceWith()).publish([event])).toStrictEqual([]);
  expect(server.inspectQueue('subscriber')?.messages.ready).toHaveLength(3);
});
