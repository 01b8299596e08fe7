import type { SQSEvent } from 'aws-lambda';
import type { WebhookAnswer } from '../../../lambdas/core/delivery/answer.ts';
import {
  type DeliveryMessage,
  readDeliveryMessage,
} from '../../../lambdas/core/delivery/message.ts';
import { createSigningSecret } from '../../../lambdas/core/endpoint/secret.ts';
import { createSender } from '../../../lambdas/sender/handler.ts';
import { registerEndpoint, writeEndpoint } from '../../../operations/endpoints/register.ts';
import { rotateEndpointSecret } from '../../../operations/endpoints/rotate.ts';
import { disableEndpoint, enableEndpoint } from '../../../operations/endpoints/switch.ts';
import { updateEndpoint } from '../../../operations/endpoints/update.ts';
import { replayDelivery, sendTestEvent } from '../../../operations/replay/delivery.ts';
import { answered, aRecord } from '../../support/sender-world.ts';
import { type GoldenService, SCHEDULE_SECONDS } from './golden-service.ts';
import { type GoldenWorld, type Item, readItems, type Sent } from './golden-world.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

const EVERYTHING = {
  url: 'https://receiver.example/first',
  description: 'the archive desk',
  eventTypes: ['glacier.job.succeeded', 'glacier.job.failed', 'glacier.job.collected'],
  filter: {
    vaultNames: ['photo*'],
    actions: ['ArchiveRetrieval'],
    tiers: ['Standard'],
    descriptionPrefix: 'put',
  },
  headers: { 'X-Token': 'dummy' },
};
const TIMEOUT: WebhookAnswer = { kind: 'failed', failure: 'timeout', message: 'no answer in time' };

/** Plays deliveries to endpoints in different states, until the tables hold every kind of row. */
export const playDeliveries = async (
  world: GoldenWorld,
  service: GoldenService,
  jobs: readonly Item[],
  entries: readonly Item[],
) => {
  const { client, clock, nowMs } = world;
  const { endpointDeps, replayDeps, messages } = service;
  const kept: Sent[] = [];
  const takeMessages = (isKept: boolean) => {
    const sent = messages.take();
    if (isKept) kept.push(...sent);
    return sent.map(({ MessageBody }) => readDeliveryMessage(String(MessageBody)));
  };
  /** Registers an endpoint, and returns the deliveries that fan-out makes for it of some events. */
  const register = async (
    request: object,
    isKept = false,
    items = jobs,
  ): Promise<DeliveryMessage[]> => {
    const registered = await registerEndpoint(request, endpointDeps);
    if (registered.kind === 'refused') throw new Error(registered.problems.join());
    await service.fanOut(items, [registered.endpoint]);
    service.events.take();
    return takeMessages(isKept);
  };
  const defaults = (path: string) => register({ url: `https://receiver.example/${path}` });
  let answer = answered(200);
  const send = createSender({
    ...service,
    endpoints: service.states,
    secrets: endpointDeps.secrets,
    deliveries: replayDeps.deliveries,
    poster: {
      post: () => {
        clock.ms += 120;
        return Promise.resolve(answer);
      },
    },
    queue: { delay: () => Promise.resolve() },
    scheduleSeconds: SCHEDULE_SECONDS,
    timeoutMs: 20_000,
    disableAfterMs: 120 * HOUR_MS,
    nowMs,
    remainingMs: () => 40_000,
    random: () => 0.5,
  });
  const deliver = async (
    message: DeliveryMessage | undefined,
    next: WebhookAnswer,
    receiveCount = 1,
  ) => {
    answer = next;
    const Records = [aRecord(JSON.stringify(message), receiveCount)];
    const [settled] = await send({ Records } as SQSEvent);
    if (settled?.status === 'rejected') throw settled.reason;
  };
  const failUntilParkedInTable = async (message: DeliveryMessage | undefined) => {
    for (const waitMs of [10_000, 10 * MINUTE_MS, 0]) {
      await deliver(message, answered(500));
      clock.ms += waitMs;
    }
  };
  /** Fails a delivery as often as the schedule has steps, the last time from the table. */
  const exhaust = async (message: DeliveryMessage | undefined) => {
    await failUntilParkedInTable(message);
    clock.ms += 2 * HOUR_MS;
    await service.redeliver();
    const leased = takeMessages(true).find(({ eventId }) => eventId === message?.eventId);
    await deliver(leased, TIMEOUT);
  };

  const [first] = await defaults('notified');
  await exhaust(first);
  await service.redeliver();
  const [settled] = await defaults('settled');
  await deliver(settled, answered(410));
  await service.redeliver();
  await exhaust((await defaults('exhausted'))[0]);
  await failUntilParkedInTable((await defaults('table'))[0]);

  const recovered = await defaults('recovered');
  await deliver(recovered[0], answered(500));
  clock.ms += 10_000;
  await deliver(recovered[0], answered(200));
  const suspect = await defaults('suspect');
  await deliver(suspect[0], answered(200));
  await deliver(suspect[1], TIMEOUT);
  const failing = await defaults('failing');
  await deliver(failing[0], answered(503, '30'));
  await deliver(failing[1], answered(200), 2);
  const gone = await register({ url: 'https://receiver.example/gone', description: 'the desk' });
  await deliver(gone[0], answered(410));
  await deliver(gone[1], answered(200));
  const [disabled] = await defaults('disabled');
  await disableEndpoint(disabled?.endpointId ?? '', endpointDeps, 'being replaced');
  const [enabled] = await defaults('enabled');
  await disableEndpoint(enabled?.endpointId ?? '', endpointDeps);
  await enableEndpoint(enabled?.endpointId ?? '', endpointDeps);

  await writeEndpoint(
    {
      endpointId: 'ep_stack_0123456789abcdef0123456789',
      wish: { url: 'https://hooks.slack.example/services/1', format: 'slack' },
      secret: createSigningSecret(endpointDeps.randomBytes, nowMs()),
      managedBy: 'stack Storage (Storage/Photos/OnCall)',
    },
    { ...endpointDeps, dashboardUrl: 'https://console.example/dashboard' },
  );

  const [full] = await register(EVERYTHING, true);
  const endpointId = full?.endpointId ?? '';
  await deliver(full, answered(200));
  await updateEndpoint(endpointId, { url: 'https://receiver.example/second' }, endpointDeps);
  await rotateEndpointSecret(endpointId, 24, endpointDeps);
  await replayDelivery({ eventId: full?.eventId ?? '', endpointId }, replayDeps);
  for (const message of takeMessages(true)) await deliver(message, answered(204));
  await sendTestEvent(endpointId, replayDeps);
  for (const message of takeMessages(true)) await deliver(message, answered(404));

  const url = 'https://receiver.example/groups';
  const ofGroup = await register({ url, filter: { groups: ['photos-*'] } }, true, entries);
  await deliver(ofGroup[0], answered(200));
  await deliver(ofGroup[1], answered(500));
  const rows = {
    endpoints: await readItems(client, 'endpoints'),
    secrets: await readItems(client, 'endpoint-secrets'),
    deliveries: await readItems(client, 'deliveries'),
  };
  // Only events that can be built again from these rows.
  service.operatorEvents.take();
  await service.redeliver();
  messages.take();
  return { ...rows, messages: kept, operatorEvents: service.operatorEvents.take() };
};
