import { parentPort, workerData } from 'node:worker_threads';
import { buildApp } from 'fauxqs';
import * as z from 'zod';
import { foreignness } from '../glacier/api/foreign-request.ts';
import { account } from '../template/account.ts';
import { installClock } from '../time/install-clock.ts';
import { createMessageGroups } from './message-groups.ts';
import { type MessagingCall, messagingCalls } from './messaging-calls.ts';
import { QueueDetail, type QueueState, QueueSummaries, queueStateAt } from './queue-state.ts';

/** The messages of this thread to the one that started it. */
export type MessagingReport =
  | { readonly kind: 'listening'; readonly endpoint: string }
  | { readonly kind: 'called'; readonly calls: readonly MessagingCall[] }
  | { readonly kind: 'inspected'; readonly queues: readonly QueueState[] };

/** What the starting thread asks of this one. */
export type MessagingRequest = { readonly kind: 'inspect' } | { readonly kind: 'stop' };

const { clock, activity } = z
  .object({ clock: z.instanceof(SharedArrayBuffer), activity: z.instanceof(SharedArrayBuffer) })
  .parse(workerData);
// Before the first message: from here on delays and visibility follow the virtual clock.
installClock(clock);

const report = (message: MessagingReport): void => parentPort?.postMessage(message);
const activityCount = new Int32Array(activity);
const amend = createMessageGroups();
const app = buildApp({ logger: false, defaultRegion: account.region });

const actionOf = ({ headers, body }: { headers: object; body: unknown }): string => {
  const target = 'x-amz-target' in headers ? String(headers['x-amz-target']) : '';
  const form = z.object({ Action: z.string() }).safeParse(body);
  return form.success ? form.data.Action : target.replace('AmazonSQS.', '');
};

app.addHook('onRequest', async (request, reply) => {
  const refusal = foreignness(request.headers);
  if (refusal !== undefined)
    await reply.code(403).send(`The sandbox rejected the request: ${refusal}.`);
});
app.addHook('preSerialization', (request, _reply, answer, done) => {
  done(null, amend(actionOf(request), request.body, answer));
});
app.addHook('onSend', (request, reply, payload, done) => {
  if (request.method === 'POST') {
    // Before the caller sees its answer: whoever looks afterwards knows that something has changed.
    Atomics.add(activityCount, 0, 1);
    const calls = reply.statusCode < 300 ? messagingCalls(actionOf(request), request.body) : [];
    if (calls.length > 0) report({ kind: 'called', calls });
  }
  done(null, payload);
});

const inspect = async (): Promise<readonly QueueState[]> => {
  const summaries = QueueSummaries.parse((await app.inject('/_fauxqs/queues')).json());
  return Promise.all(
    summaries.map(async (queue) => {
      if (queue.approximateInflightCount + queue.approximateDelayedCount === 0) {
        return { name: queue.name, ready: queue.approximateMessageCount, nextDueAt: undefined };
      }
      const detail = await app.inject(`/_fauxqs/queues/${queue.name}`);
      return queueStateAt(QueueDetail.parse(detail.json()), Date.now());
    }),
  );
};

parentPort?.on('message', async (request: MessagingRequest) => {
  switch (request.kind) {
    case 'inspect':
      report({ kind: 'inspected', queues: await inspect() });
      break;
    case 'stop':
      await app.close();
      parentPort?.close();
      break;
    default:
      request satisfies never;
  }
});

report({ kind: 'listening', endpoint: await app.listen({ port: 0, host: '127.0.0.1' }) });
