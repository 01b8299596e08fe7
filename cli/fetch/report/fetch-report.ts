import type { JobKey } from '../../../lambdas/core/evidence/evidence.ts';
import type { NamedOutput } from '../../../operations/fetch/names.ts';
import type { JobOutput } from '../../../operations/fetch/output.ts';
import type { Clock } from '../../deployment/clock.ts';
import { formatBytes } from '../../framework/format-bytes.ts';
import { formatSpan } from '../../framework/output/durations.ts';
import { createJsonList } from '../../framework/output/json-list.ts';
import type { Output } from '../../framework/output/output.ts';
import { printable } from '../../framework/output/printable.ts';
import { createMeter } from './meter.ts';

/** The result of one job. */
export interface FetchResult {
  readonly key: JobKey;
  /** Absent for a job without an output. */
  readonly named?: NamedOutput | undefined;
  readonly state: { readonly kind: string; readonly message?: string };
  /** Whether all that was asked for is done. */
  readonly isDone: boolean;
}

/** Shows the progress of a fetch and its results. */
export interface FetchReport {
  /** Called with the outputs of a round. */
  plan(outputs: readonly JobOutput[]): void;
  onBytes(count: number): void;
  add(result: FetchResult): void;
  /** Prints the summary and returns whether everything is done. */
  end(): boolean;
}

/** Creates the report of a fetch. */
export const createFetchReport = (output: Output, clock: Clock): FetchReport => {
  const meter = createMeter(output, clock);
  const list = output.isJson ? createJsonList(output, 'outputs') : undefined;
  const startedAt = performance.now();
  const counts: Record<string, number> = {};
  let undone = 0;
  const print = (result: FetchResult): void => {
    if (list !== undefined) {
      list.add([toJson(result)]);
    } else if (!(output.canDraw && output.isTerminal && result.isDone)) {
      meter.clear();
      output.print(describe(result));
    }
  };
  return {
    plan: (outputs) => {
      meter.total += outputs.length;
      for (const one of outputs) meter.left.add(one);
    },
    onBytes: (count) => {
      meter.received += count;
      meter.show();
    },
    add: (result) => {
      const { state, named, isDone } = result;
      counts[state.kind] = (counts[state.kind] ?? 0) + 1;
      if (!isDone) undone += 1;
      if (named !== undefined) meter.left.delete(named.output);
      print(result);
    },
    end: () => {
      meter.clear();
      const { received, left } = meter;
      list?.end({ counts, remaining: left.size, bytes: received });
      const parts = Object.entries(counts).map(([kind, count]) => `${count} ${kind}`);
      if (left.size > 0) parts.push(`${left.size} remaining`);
      output.note(
        `${parts.join(', ')}; ${formatBytes(received)} in ${formatSpan(performance.now() - startedAt)}.${left.size + undone > 0 ? ' To resume, run the same command again.' : ''}`,
      );
      return left.size + undone === 0;
    },
  };
};

const describe = ({ key, named, state }: FetchResult): string =>
  [state.kind, key.jobId, named?.name ?? '', state.message ?? '']
    .filter((part) => part !== '')
    .map(printable)
    .join(' ');

const toJson = ({ key, named, state, isDone }: FetchResult) => ({
  ...key,
  archiveId: named?.output.archiveId,
  name: named?.name,
  sizeInBytes: named?.output.sizeInBytes,
  sha256TreeHash: named?.output.treeHash,
  result: state.kind,
  message: state.message,
  isDone,
});
