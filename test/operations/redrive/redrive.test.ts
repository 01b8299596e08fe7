import { describe, expect, it } from 'vitest';
import { listFailed } from '../../../operations/redrive/failure-queue.ts';
import { type RedriveOutcome, redrive } from '../../../operations/redrive/redrive.ts';
import { createFailureQueueWorld } from '../../support/failure-queue.ts';

const left = (world: ReturnType<typeof createFailureQueueWorld>) =>
  world.visible.map(({ body }) => body).toSorted();

describe('redrive', () => {
  const judge = (body: string): Promise<RedriveOutcome> =>
    Promise.resolve(
      body.startsWith('bad')
        ? { kind: 'left', reason: `${body} stays` }
        : { kind: 'done', note: body },
    );

  it('deals with each message once, deletes what is done and puts the rest back', async () => {
    const world = createFailureQueueWorld(['a', 'bad 1', 'b', 'bad 2', 'c']);
    const handled: string[] = [];
    const report = await redrive({
      queue: world.queue,
      handle: ({ body }) => {
        handled.push(body);
        return judge(body);
      },
    });
    expect(handled).toStrictEqual(['a', 'bad 1', 'b', 'bad 2', 'c']);
    expect(report).toStrictEqual({
      done: 3,
      left: 2,
      refusals: [
        { messageId: 'm1', reason: 'bad 1 stays' },
        { messageId: 'm3', reason: 'bad 2 stays' },
      ],
      isWhole: true,
    });
    expect(left(world)).toStrictEqual(['bad 1', 'bad 2']);
    expect(world.hidden.size).toBe(0);
  });

  it('ends where a held message is received again after its visibility timeout', async () => {
    const world = createFailureQueueWorld(['bad']);
    const handled: string[] = [];
    const report = await redrive({
      queue: {
        ...world.queue,
        take: () => Promise.resolve([...world.visible]),
      },
      handle: ({ body }) => {
        handled.push(body);
        return judge(body);
      },
    });
    expect(handled).toStrictEqual(['bad']);
    expect(report).toMatchObject({ left: 1, isWhole: false });
  });

  it('keeps no body of what stays, and only the first reasons', async () => {
    const bodies = Array.from({ length: 150 }, (_, index) => `bad ${index}`);
    const world = createFailureQueueWorld(bodies);
    let putBack: readonly object[] = [];
    const report = await redrive({
      queue: {
        ...world.queue,
        putBack: (messages) => {
          putBack = messages;
          return world.queue.putBack(messages);
        },
      },
      handle: ({ body }) => judge(body),
    });
    expect([report.left, report.refusals.length]).toStrictEqual([150, 100]);
    expect(putBack).toHaveLength(150);
    expect(Object.keys(putBack[0] ?? {})).toStrictEqual(['messageId', 'receiptHandle']);
  });

  it('loses nothing to a fault: what was not done is put back', async () => {
    const world = createFailureQueueWorld(['a', 'fault', 'b']);
    const report = await redrive({
      queue: world.queue,
      handle: ({ body }) =>
        body === 'fault' ? Promise.reject(new Error('no table')) : judge(body),
    });
    expect(report).toMatchObject({ done: 1, fault: new Error('no table'), isWhole: false });
    expect(left(world)).toStrictEqual(['b', 'fault']);
    expect(world.hidden.size).toBe(0);
  });

  it('ends early on request, after the message in progress', async () => {
    const world = createFailureQueueWorld(['a', 'b', 'c']);
    const handled: string[] = [];
    const report = await redrive({
      queue: world.queue,
      handle: ({ body }) => judge(body),
      onHandled: ({ messageId }) => handled.push(messageId),
      isEnding: () => handled.length > 0,
    });
    expect(handled).toStrictEqual(['m0']);
    expect(report).toMatchObject({ done: 1, isWhole: false });
    expect(left(world)).toStrictEqual(['b', 'c']);
  });
});

describe('listFailed', () => {
  it('reads up to a limit and puts everything back', async () => {
    const world = createFailureQueueWorld(['a', 'b', 'c', 'd', 'e']);
    expect(await listFailed(world.queue, 3)).toHaveLength(3);
    expect(left(world)).toStrictEqual(['a', 'b', 'c', 'd', 'e']);
    expect(await listFailed(world.queue, 10)).toHaveLength(5);
    expect(world.hidden.size).toBe(0);
  });

  it('puts everything back when the queue fails in the middle', async () => {
    const world = createFailureQueueWorld(['a', 'b', 'c']);
    let takes = 0;
    const queue = {
      ...world.queue,
      take: () => {
        takes += 1;
        return takes > 1 ? Promise.reject(new Error('out')) : world.queue.take();
      },
    };
    await expect(listFailed(queue, 10)).rejects.toThrow('out');
    expect(left(world)).toStrictEqual(['a', 'b', 'c']);
  });
});
