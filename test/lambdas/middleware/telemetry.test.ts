import middy from '@middy/core';
import type { Context } from 'aws-lambda';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createTelemetry, type Telemetry } from '../../../lambdas/middleware/telemetry.ts';

const context = {
  awsRequestId: 'request-1',
  functionName: 'sender',
  getRemainingTimeInMillis: () => 1000,
} as Context;

let lines: Record<string, unknown>[];

beforeEach(() => {
  lines = [];
  vi.stubEnv('POWERTOOLS_SERVICE_NAME', 'Sender');
  vi.stubEnv('POWERTOOLS_METRICS_NAMESPACE', 'GlacierJobNotifier');
  const keep = (chunk: unknown) => lines.push(JSON.parse(String(chunk))) > 0;
  vi.spyOn(process.stdout, 'write').mockImplementation(keep);
  vi.spyOn(process.stderr, 'write').mockImplementation(keep);
});

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

const invoke = (work: (telemetry: Telemetry) => void) => {
  const telemetry = createTelemetry();
  return middy()
    .use(telemetry.middleware)
    .handler(() => work(telemetry))({}, context);
};

it('writes log lines with the code, the fields, the service and the request id', async () => {
  await invoke(({ log }) => log.info('delivery.done', { endpointId: 'ep_1' }));
  expect(lines).toMatchObject([
    {
      message: 'delivery.done',
      endpointId: 'ep_1',
      service: 'Sender',
      function_request_id: 'request-1',
      level: 'INFO',
    },
  ]);
});

it('writes an error with its chain of causes', async () => {
  const error = new Error('outer', { cause: new Error('inner') });
  await invoke(({ log }) => log.error('record.failed', error));
  expect(lines).toMatchObject([
    { message: 'record.failed', error: { message: 'outer', cause: { message: 'inner' } } },
  ]);
});

it('keeps a thrown value that is not an error', async () => {
  await invoke(({ log }) => log.error('record.failed', 'just text'));
  expect(lines).toMatchObject([{ error: { message: 'just text' } }]);
});

it('writes the metrics of an invocation once, at its end', async () => {
  await invoke(({ metrics }) => {
    metrics.count('DeliverySucceeded');
    metrics.count('DeliverySucceeded', 2);
    metrics.milliseconds('DeliveryLatency', 12);
  });
  expect(lines).toMatchObject([
    { service: 'Sender', DeliverySucceeded: [1, 2], DeliveryLatency: 12, _aws: expect.anything() },
  ]);
});

it('writes what goes for one vault on a line of its own, which names the vault', async () => {
  await invoke(({ metrics }) => {
    metrics.count('JobPolled');
    metrics.countOfVault('PollDenied', 'photos');
    metrics.countOfVault('PollDenied', 'backups');
  });
  const shown = lines.map(({ _aws, ...line }) => [
    line,
    (_aws as { CloudWatchMetrics: { Dimensions: unknown }[] }).CloudWatchMetrics[0]?.Dimensions,
  ]);
  expect(shown).toStrictEqual([
    [{ service: 'Sender', vault: 'photos', PollDenied: 1 }, [['service', 'vault']]],
    [{ service: 'Sender', vault: 'backups', PollDenied: 1 }, [['service', 'vault']]],
    [{ service: 'Sender', JobPolled: 1 }, [['service']]],
  ]);
});

it('writes the metrics and the fault of an invocation that throws, and rethrows', async () => {
  const failing = invoke(({ metrics }) => {
    metrics.count('DeliverySucceeded');
    throw new Error('broken');
  });
  await expect(failing).rejects.toThrow('broken');
  expect(lines).toMatchObject([
    { message: 'function.failed', error: { message: 'broken' } },
    { DeliverySucceeded: 1 },
  ]);
});

it('writes nothing when there is nothing to say', async () => {
  await invoke(() => undefined);
  expect(lines).toStrictEqual([]);
});
