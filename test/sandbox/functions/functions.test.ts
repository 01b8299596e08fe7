import { expect, it } from 'vitest';
import { aFunction, startTestStack } from '../start-test-stack.ts';

const startWith = async (source: string, properties: object = {}) => {
  const stack = await startTestStack(
    { Worker: aFunction('worker', properties) },
    { sources: { worker: source } },
  );
  const lines = () =>
    stack.happenings.flatMap((happening) => (happening.kind === 'logged' ? [happening.line] : []));
  return { ...stack, worker: stack.fn('Worker'), lines };
};

it('runs with the environment of the template and of Lambda, and with nothing of the machine', async () => {
  const { worker, endpoints } = await startWith(
    'exports.handler = async () => ({ ...process.env });',
    {
      Environment: { Variables: { TABLE: 'jobs', COUNT: 3 } },
      MemorySize: 256,
    },
  );
  expect((await worker.invoke({})) as unknown).toMatchObject({
    kind: 'succeeded',
    result: {
      TABLE: 'jobs',
      COUNT: '3',
      AWS_REGION: 'eu-west-1',
      AWS_LAMBDA_FUNCTION_NAME: expect.stringMatching(/^Test\d+-Worker$/),
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '256',
      AWS_ENDPOINT_URL_DYNAMODB: endpoints.dynamodb,
      AWS_ENDPOINT_URL_SQS: endpoints.messaging,
      AWS_ACCESS_KEY_ID: expect.any(String),
    },
  });
  const { result } = (await worker.invoke({})) as unknown as { result: object };
  expect(Object.keys(result)).not.toContain('PATH');
});

it('gives the handler a context like that of Lambda', async () => {
  const { worker } = await startWith(
    `exports.handler = async (event, context) => ({
      ...context, remaining: context.getRemainingTimeInMillis(), event });`,
    { Timeout: 20 },
  );
  const invocation = await worker.invoke({ a: 1, gone: undefined });

  expect(invocation).toMatchObject({
    kind: 'succeeded',
    result: {
      awsRequestId: invocation.requestId,
      functionName: expect.stringMatching(/^Test\d+-Worker$/),
      functionVersion: '$LATEST',
      invokedFunctionArn: worker.arn,
      memoryLimitInMB: '128',
      logGroupName: expect.stringMatching(/^\/aws\/lambda\/Test\d+-Worker$/),
      event: { a: 1 },
    },
  });
  const { result } = invocation as unknown as { result: { remaining: number } };
  expect(result.remaining).toBeGreaterThan(10_000);
  expect(result.remaining).toBeLessThanOrEqual(20_000);
});

it('shows the virtual time to the code from its first line on', async () => {
  const { worker, clock } = await startWith(
    'const loaded = Date.now(); exports.handler = async () => [loaded, Date.now()];',
  );
  clock.advance(86_400_000);
  const first = (await worker.invoke({})) as unknown as { result: number[] };
  clock.advance(86_400_000);
  const second = (await worker.invoke({})) as unknown as { result: number[] };

  expect(first.result[0]! - Date.now()).toBeGreaterThan(86_000_000);
  expect(second.result[0]).toBe(first.result[0]);
  expect(second.result[1]! - second.result[0]!).toBeGreaterThanOrEqual(86_400_000);
});

it('reports what a handler throws, and keeps its log lines', async () => {
  const { worker, lines } = await startWith(`
    exports.handler = async () => {
      console.log('first');
      console.error('second');
      throw new RangeError('too far');
    };`);

  expect(await worker.invoke({})).toMatchObject({
    kind: 'failed',
    error: { errorType: 'RangeError', errorMessage: 'too far', trace: expect.any(Array) },
  });
  expect(lines()).toStrictEqual(['first', 'second']);
});

it.each([
  ['does not load', 'throw new Error("no config");', 'no config'],
  ['has no handler', 'exports.other = 1;', 'index.handler is undefined or not exported'],
  ['exits', 'exports.handler = async () => process.exit(3);', 'exit status 3'],
  [
    'throws outside its handler',
    'exports.handler = () => new Promise(() => setTimeout(() => { throw new Error("late") }));',
    'late',
  ],
])(
  'fails an invocation of code that %s, and starts afresh for the next',
  async (_what, code, message) => {
    const { worker } = await startWith(code);
    for (let round = 0; round < 2; round += 1) {
      const invocation = await worker.invoke({});
      expect(invocation).toMatchObject({
        kind: 'failed',
        error: { errorMessage: expect.stringContaining(message) },
      });
    }
  },
);

it('ends a copy that outlives its timeout, and answers the next invocation', async () => {
  const { worker } = await startWith(
    `exports.handler = async ({ hang }) => { while (hang); return 'done'; };`,
    // Another copy must start and answer within it, on a busy machine too.
    { Timeout: 3 },
  );
  expect(await worker.invoke({ hang: true })).toMatchObject({
    kind: 'failed',
    error: { errorType: 'Sandbox.Timedout' },
  });
  expect(await worker.invoke({})).toMatchObject({ kind: 'succeeded', result: 'done' });
});

it('keeps a copy warm, and starts a second one only for a second invocation at the same time', async () => {
  const { worker } = await startWith(`
    const id = Math.random();
    exports.handler = async ({ ms }) => { await new Promise((done) => setTimeout(done, ms)); return id; };`);
  const idOf = async (ms: number) =>
    ((await worker.invoke({ ms })) as unknown as { result: number }).result;

  const first = await idOf(0);
  expect(await idOf(0)).toBe(first);
  const together = await Promise.all([idOf(50), idOf(50), idOf(50)]);
  expect(new Set(together).size).toBe(2);
});

it('can be killed in the middle of an invocation', async () => {
  const { worker } = await startWith(
    `exports.handler = ({ hang }) => hang ? new Promise(() => setInterval(() => {}, 1000)) : 'alive';`,
  );
  const killed = worker.invoke({ hang: true });
  await worker.kill();

  expect(await killed).toMatchObject({
    kind: 'failed',
    error: { errorType: 'Runtime.ExitError' },
  });
  expect(await worker.invoke({})).toMatchObject({ result: 'alive' });
});
