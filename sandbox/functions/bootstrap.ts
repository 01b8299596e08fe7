import { createRequire } from 'node:module';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { installClock } from '../clock/install-clock.ts';
import { readAwsUse } from './aws-call.ts';
import type { FunctionError } from './invocation.ts';
import { createLambdaContext } from './lambda-context.ts';
import { splitLines } from './split-lines.ts';
import type { ThreadReport, ThreadRequest, ThreadSetup } from './thread-messages.ts';
import { watchRequests } from './watch-requests.ts';

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
  const { requestId, payload, timeoutMs } = request;
  runningId = requestId;
  try {
    const event: unknown = JSON.parse(payload);
    const context = createLambdaContext({ requestId, timeoutMs, functionArn: setup.functionArn });
    const result = await handler(event, context);
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
