import { createRequire } from 'node:module';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { installClock } from '../time/install-clock.ts';
import { readAwsUse } from './aws-call.ts';
import type { FunctionError } from './invocation.ts';
import type { ThreadReport, ThreadRequest, ThreadSetup } from './thread-messages.ts';
import { watchRequests } from './watch-requests.ts';

/**
 * Builds the second argument of a handler.
 *
 * The remaining time is real, like the timeout that ends the thread: a function's own work takes
 * real time, and the virtual clock jumps only between invocations.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-context.html
 */
const createLambdaContext = ({ requestId, timeoutMs }: ThreadRequest, { env } = process) => {
  const endsAt = performance.now() + timeoutMs;
  return {
    awsRequestId: requestId,
    callbackWaitsForEmptyEventLoop: true,
    functionName: env['AWS_LAMBDA_FUNCTION_NAME'],
    functionVersion: '$LATEST',
    invokedFunctionArn: setup.functionArn,
    logGroupName: env['AWS_LAMBDA_LOG_GROUP_NAME'],
    logStreamName: env['AWS_LAMBDA_LOG_STREAM_NAME'],
    memoryLimitInMB: env['AWS_LAMBDA_FUNCTION_MEMORY_SIZE'],
    getRemainingTimeInMillis: () => Math.max(0, Math.round(endsAt - performance.now())),
  };
};

/** Collects chunks of text and passes on whole lines, without those that are blank. */
const splitLines = (passOn: (line: string) => void): ((chunk: string) => void) => {
  let unfinished = '';
  return (chunk) => {
    const lines = (unfinished + chunk).split('\n');
    unfinished = lines.pop() ?? '';
    for (const line of lines) {
      if (line.trim() !== '') passOn(line);
    }
  };
};

const setup: ThreadSetup = workerData;

const report = (message: ThreadReport): void => parentPort?.postMessage(message);

type Handler = (event: unknown, context: unknown) => unknown;
const isHandler = (value: unknown): value is Handler => typeof value === 'function';

const toFunctionError = (fault: unknown): FunctionError => {
  if (!(fault instanceof Error)) {
    return { errorType: typeof fault, errorMessage: String(fault), trace: [] };
  }
  const { name, message, stack } = fault;
  return { errorType: name, errorMessage: message, trace: (stack ?? '').split('\n') };
};

const loadHandler = (): Handler => {
  const [file = '', exportName = ''] = setup.handler.split('.');
  const loaded: unknown = createRequire(import.meta.url)(join(setup.codeFolder, file));
  const handler: unknown = Reflect.get(Object(loaded), exportName);
  if (!isHandler(handler)) throw new Error(`${setup.handler} is undefined or not exported`);
  return handler;
};

const run = async (handler: Handler, request: ThreadRequest): Promise<ThreadReport> => {
  const { requestId, payload } = request;
  runningId = requestId;
  try {
    const event: unknown = JSON.parse(payload);
    const result = await handler(event, createLambdaContext(request));
    return { kind: 'succeeded', requestId, payload: JSON.stringify(result ?? null) };
  } catch (fault) {
    return { kind: 'failed', requestId, error: toFunctionError(fault) };
  }
};

for (const stream of [process.stdout, process.stderr]) {
  const takeChunk = splitLines((line) => report({ kind: 'logged', line }));
  // Taken at its source, so that a function's lines reach the sandbox before its answer does.
  stream.write = (chunk: unknown, ...rest: unknown[]) => {
    takeChunk(String(chunk));
    const done = rest.at(-1);
    if (typeof done === 'function') done();
    return true;
  };
}

let runningId: string | undefined;

watchRequests((request) => {
  const use = readAwsUse(request);
  if (use !== undefined) report({ kind: 'called', call: { ...use, requestId: runningId } });
});

// Before the bundle is loaded: what it does at start-up happens in virtual time too.
installClock(setup.clock);
try {
  const handler = loadHandler();
  parentPort?.on('message', (request: ThreadRequest) => {
    run(handler, request).then(report, (fault) =>
      report({ kind: 'refused', error: toFunctionError(fault) }),
    );
  });
} catch (fault) {
  report({ kind: 'refused', error: toFunctionError(fault) });
}
