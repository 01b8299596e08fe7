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

/** Where a function counts and measures; names are in PascalCase. */
export interface Metrics {
  /** Adds `value` (1, unless told otherwise) to a count. */
  readonly count: (name: string, value?: number) => void;
  /** Records one duration of a kind of work. */
  readonly milliseconds: (name: string, value: number) => void;
}
