import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { VirtualClock } from '../time/virtual-clock.ts';
import type { MessagingCall } from './messaging-calls.ts';
import type { MessagingReport, MessagingRequest } from './messaging-worker.ts';
import type { QueueState } from './queue-state.ts';
import type { EmulatedService } from './start-dynamodb.ts';

/** Emulated SNS and SQS, which share one address. */
export interface Messaging extends EmulatedService {
  /** Returns what every queue holds at the present virtual instant; free when nothing has changed. */
  queueState(queueName: string): Promise<QueueState>;
}

/** In which time messages wait, and who hears of them. */
export interface StartMessagingOptions {
  readonly clock: VirtualClock;
  report(call: MessagingCall): void;
}

/** Starts SNS and SQS in a thread of their own, whose delays follow the virtual clock. */
export const startMessaging = async ({
  clock,
  report,
}: StartMessagingOptions): Promise<Messaging> => {
  const activity = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
  const worker = new Worker(new URL('./messaging-worker.ts', import.meta.url), {
    execArgv: [],
    workerData: { clock: clock.buffer, activity },
  });
  const channel = createChannel(worker, report);
  const endpoint = await channel.listening;
  return {
    endpoint,
    queueState: createQueueStates({
      clock,
      activityCount: () => Atomics.load(new Int32Array(activity), 0),
      inspect: channel.inspect,
    }),
    stop: async () => {
      const exited = once(worker, 'exit');
      channel.ask({ kind: 'stop' });
      await exited;
    },
  };
};

const createChannel = (worker: Worker, reportCall: StartMessagingOptions['report']) => {
  const listening = Promise.withResolvers<string>();
  const waiting: PromiseWithResolvers<readonly QueueState[]>[] = [];
  const ask = (request: MessagingRequest): void => worker.postMessage(request);
  worker.on('message', (message: MessagingReport) => {
    switch (message.kind) {
      case 'listening':
        listening.resolve(message.endpoint);
        break;
      case 'called':
        for (const call of message.calls) reportCall(call);
        break;
      case 'inspected':
        waiting.shift()?.resolve(message.queues);
        break;
      default:
        message satisfies never;
    }
  });
  worker.on('error', (error) => {
    listening.reject(error);
    for (const { reject } of waiting.splice(0)) reject(error);
  });
  const inspect = () => {
    const answer = Promise.withResolvers<readonly QueueState[]>();
    waiting.push(answer);
    ask({ kind: 'inspect' });
    return answer.promise;
  };
  return { ask, listening: listening.promise, inspect };
};

interface QueueStatesRequest {
  readonly clock: VirtualClock;
  activityCount(): number;
  inspect(): Promise<readonly QueueState[]>;
}

interface Inspection {
  readonly activity: number;
  readonly queues: Promise<readonly QueueState[]>;
  readonly validUntil: Promise<number>;
}

const createQueueStates = ({ clock, activityCount, inspect }: QueueStatesRequest) => {
  let last: Inspection | undefined;
  const look = (): Inspection => {
    const queues = inspect();
    const validUntil = queues.then((states) =>
      Math.min(...states.map(({ nextDueAt }) => nextDueAt ?? Number.POSITIVE_INFINITY)),
    );
    return { activity: activityCount(), queues, validUntil };
  };
  return async (queueName: string): Promise<QueueState> => {
    last ??= look();
    if (last.activity !== activityCount() || (await last.validUntil) <= clock.now()) last = look();
    const state = (await last.queues).find(({ name }) => name === queueName);
    if (state === undefined) throw new Error(`The queue ${queueName} does not exist`);
    return state;
  };
};
