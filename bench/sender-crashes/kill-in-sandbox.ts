import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { drainQueues } from '../../chaos/check/drain-queues.ts';
import { createFaultProxies } from '../../chaos/proxy/fault-proxies.ts';
import { createSqsDeliveryQueue } from '../../lambdas/adapters/messaging/delivery-queue.ts';
import type { DeliveryMessage } from '../../lambdas/core/delivery/message.ts';
import { buildTestEvent } from '../../operations/replay/test-event.ts';
import { scanTable } from '../../sandbox/emulators/scan-table.ts';
import { createRandom } from '../../sandbox/glacier/seeded-random.ts';
import type { Sandbox } from '../../sandbox/sandbox.ts';
import { startSandbox } from '../../sandbox/start/start-sandbox.ts';
import { createKiller, type Killer } from './killer.ts';
import type { CrashPlay, CrashResult } from './run-crashes.ts';

const PATHS = ['/a', '/b', '/c', '/d', '/e'];
const WAVE = 50;
const HOUR_MS = 3_600_000;

/** Sends deliveries in the sandbox, with the deployed bundle, while its copies are killed. */
export const killInSandbox = async (play: CrashPlay): Promise<CrashResult> => {
  const random = createRandom(play.seed);
  const killer = createKiller(play, random);
  const proxies = createFaultProxies({ draw: killer.draw, log: () => undefined });
  const sandbox = await startSandbox({
    environmentOf: proxies.environmentOf,
    settings: { webhooks: { allowHttp: true, allowedCidrs: ['127.0.0.0/8'], timeoutSeconds: 5 } },
  });
  try {
    proxies.connect(sandbox.functions);
    const startedAt = sandbox.clock.now();
    const bodies = await deliverAll(sandbox, { play, random, killer });
    const tookMs = sandbox.clock.now() - startedAt;
    return { kills: killer.kills(), tookMs, ...(await compare(sandbox, bodies)) };
  } finally {
    await sandbox.stop();
    await proxies.stop();
  }
};

interface Feed {
  readonly play: CrashPlay;
  readonly random: () => number;
  readonly killer: Killer;
}

/** Sends everything in waves, and then lets time pass until nothing comes back any more. */
const deliverAll = async (
  sandbox: Sandbox,
  { play, random, killer }: Feed,
): Promise<ReadonlyMap<string, string>> => {
  const endpointIds: string[] = [];
  for (const path of PATHS) {
    const endpoint = await sandbox.registerEndpoint({ url: `${sandbox.urls.receiver}${path}` });
    endpointIds.push(endpoint.endpointId);
  }
  sandbox.receiver.answerBy(() => {
    if (killer.killsNow()) void sandbox.functions.get('Sender')?.kill();
    return random() < play.failures ? { status: 500 } : undefined;
  });
  const queue = createSqsDeliveryQueue(sandbox.clients.sqs, sandbox.outputs.DeliveryQueueUrl);
  const bodies = new Map<string, string>();
  for (let sent = 0; sent < play.deliveries; sent += WAVE) {
    const wave = makeWave(endpointIds, Math.min(WAVE, play.deliveries - sent));
    for (const { eventId, body } of wave) bodies.set(eventId, body);
    await queue.send(wave);
    await sandbox.advance(30_000);
  }
  killer.stop();
  await sandbox.advance(4 * HOUR_MS);
  return bodies;
};

const makeWave = (endpointIds: readonly string[], size: number): readonly DeliveryMessage[] =>
  Array.from({ length: size }, (_, index) => {
    const endpointId = endpointIds[index % endpointIds.length] ?? '';
    return { ...buildTestEvent(randomUUID(), new Date().toISOString()), endpointId };
  });

const Row = z.object({ eventId: z.string(), state: z.string() });

const compare = async (sandbox: Sandbox, bodies: ReadonlyMap<string, string>) => {
  const { clients, outputs, receiver } = sandbox;
  const accepted = receiver.received.filter(({ answeredStatus }) => answeredStatus === 200);
  const arrived = new Set(accepted.map(({ webhookId }) => webhookId));
  const altered = receiver.received.filter(
    ({ webhookId = '', body, verified }) => !verified || bodies.get(webhookId) !== body.toString(),
  );
  const rows = z.array(Row).parse(await scanTable(clients.dynamodb, outputs.DeliveriesTableName));
  const delivered = new Set(
    rows.filter(({ state }) => state === 'delivered').map(({ eventId }) => eventId),
  );
  const queues = await drainQueues(clients.sqs);
  return {
    repeats: accepted.length - arrived.size,
    missing: [...bodies.keys()].filter((id) => !(arrived.has(id) && delivered.has(id))).length,
    altered: altered.length,
    deadLetters: queues.reduce((sum, { bodies: left }) => sum + left.length, 0),
  };
};
