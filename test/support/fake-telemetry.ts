import type { Log, LogFields, Metrics } from '../../lambdas/core/function/telemetry.ts';

/** One line of {@link createFakeLog}. */
export interface LogLine {
  readonly level: 'info' | 'warn' | 'error';
  readonly code: string;
  readonly fields: LogFields;
  readonly error?: unknown;
}

/** A log that keeps its lines. */
export const createFakeLog = (): Log & { readonly lines: LogLine[] } => {
  const lines: LogLine[] = [];
  return {
    lines,
    info: (code, fields = {}) => lines.push({ level: 'info', code, fields }),
    warn: (code, fields = {}) => lines.push({ level: 'warn', code, fields }),
    error: (code, error, fields = {}) => lines.push({ level: 'error', code, fields, error }),
  };
};

/** Metrics that keep their sums by name. */
export const createFakeMetrics = (): Metrics & { readonly sums: Map<string, number> } => {
  const sums = new Map<string, number>();
  const add = (name: string, value: number) => sums.set(name, (sums.get(name) ?? 0) + value);
  return {
    sums,
    count: (name, value = 1) => add(name, value),
    countOfVault: (name, vaultName) => add(`${name} ${vaultName}`, 1),
    milliseconds: (name, value) => add(name, value),
  };
};
