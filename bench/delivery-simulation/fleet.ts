import type { SQSEvent, SQSRecord } from 'aws-lambda';
import { createSender } from '../../lambdas/sender/handler.ts';
import type { createService } from './service.ts';

type Service = ReturnType<typeof createService>;

/** Copies of the sender that take batches from the queue, as Lambda runs them. */
export interface Fleet {
  /** Ends a copy in the middle of whatever it does; a new one takes its place. Says whether one was busy. */
  readonly kill: (random: () => number) => boolean;
}

interface Copy {
  isAlive: boolean;
  isBusy: boolean;
  readonly killed: PromiseWithResolvers<'killed'>;
}

/** Starts N copies. */
export const startFleet = (service: Service, size: number): Fleet => {
  const copies: Copy[] = [];
  for (let place = 0; place < size; place += 1) void runPlace(copies, place, service);
  return {
    kill: (random) => {
      const busy = copies.filter(({ isBusy }) => isBusy);
      const victim = busy[Math.floor(random() * busy.length)];
      if (victim === undefined) return false;
      victim.isAlive = false;
      victim.killed.resolve('killed');
      return true;
    },
  };
};

const runPlace = async (copies: Copy[], place: number, service: Service): Promise<never> => {
  const { queue } = service;
  for (;;) {
    const copy: Copy = { isAlive: true, isBusy: false, killed: Promise.withResolvers() };
    copies[place] = copy;
    const send = createSender(service.senderDeps(() => copy.isAlive));
    while (copy.isAlive) {
      const records = queue.receive();
      if (records.length === 0) await queue.whenReady();
      else await runBatch(copy, records, (event) => send(event), service);
    }
  }
};

const runBatch = async (
  copy: Copy,
  records: readonly SQSRecord[],
  send: ReturnType<typeof createSender>,
  { queue }: Service,
): Promise<void> => {
  copy.isBusy = true;
  const event: SQSEvent = { Records: [...records] };
  const settled = await Promise.race([send(event), copy.killed.promise]);
  copy.isBusy = false;
  if (settled === 'killed') return;
  for (const [index, record] of records.entries()) {
    const outcome = settled[index];
    if (outcome?.status === 'rejected') throw outcome.reason;
    if (outcome?.value === 'done') queue.remove(record.messageId);
  }
};
