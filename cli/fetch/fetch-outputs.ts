import type { Context } from '../framework/context.ts';
import { EXIT, type ExitCode } from '../framework/errors/exit-code.ts';
import { retryTransient } from '../framework/retry-transient.ts';
import { findSelected } from '../jobs/selection/find-selected.ts';
import { readSelection } from '../jobs/selection/read-selection.ts';
import type { FetchRequest } from './fetch.ts';
import { createFetchPorts } from './fetch-ports.ts';
import { fetchInRounds } from './fetch-rounds.ts';
import { createFetchReport } from './report/fetch-report.ts';
import { createSink } from './sinks/create-sink.ts';

/** Fetches, verifies and collects outputs; what expires first comes first. */
export const fetchOutputs = async (context: Context, request: FetchRequest): Promise<ExitCode> => {
  const selection = await readSelection(request);
  const service = await context.connect();
  const ports = createFetchPorts(service, context.output);
  const select = () => retryTransient(() => findSelected(selection, service, ports), context);
  await select();
  const sink = await createSink(request, service);
  const report = createFetchReport(context.output, service.clock);
  let isDone = false;
  try {
    await fetchInRounds(select, { request, service, ports, sink, report }, context);
  } finally {
    sink.close();
    isDone = report.end();
  }
  return isDone ? EXIT.ok : EXIT.failure;
};
