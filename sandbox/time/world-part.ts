/** A part of the sandbox that acts when its time has come: a queue's reader, a schedule, a vault. */
export interface WorldPart {
  readonly name: string;
  /** Does everything that is due at the present instant, and returns whether there was anything. */
  act(): Promise<boolean>;
  /** Returns the next instant at which something will be due, if one is known. */
  nextDueAt(): number | undefined | Promise<number | undefined>;
}
