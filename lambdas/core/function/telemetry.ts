import type { CountName, DurationName, MetricService, VaultCountName } from './metric-catalogue.ts';

/** Facts that go with a log code: small, and never a secret or a whole payload. */
export type LogFields = Readonly<Record<string, unknown>>;

/** Where a function says what happened, as a code (`delivery.refused`) with fields. */
export interface Log {
  /** Something happened as it should. */
  readonly info: (code: string, fields?: LogFields) => void;
  /** Something outside this service went wrong, and is dealt with. */
  readonly warn: (code: string, fields?: LogFields) => void;
  /** A fault; logged once, where it is caught. */
  readonly error: (code: string, error: unknown, fields?: LogFields) => void;
}

/** Where a function counts and measures. */
export interface Metrics<
  Count extends string = string,
  VaultCount extends string = string,
  Duration extends string = string,
> {
  /** Adds `value` (by default 1) to a count. */
  readonly count: (name: Count, value?: number) => void;
  /** Adds 1 to a count that names the vault. */
  readonly countOfVault: (name: VaultCount, vaultName: string) => void;
  /** Records one duration of a kind of work. */
  readonly milliseconds: (name: Duration, value: number) => void;
}

/** Metrics that take no other names than those of a function's part of the catalogue. */
export type MetricsOf<Service extends MetricService> = Metrics<
  CountName<Service>,
  VaultCountName<Service>,
  DurationName<Service>
>;
