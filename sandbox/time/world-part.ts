/** A part of the sandbox that acts when its time has come: a queue's reader, a schedule, a vault. */
export interface WorldPart {
  readonly name: string;
  /** Does everything that is due at the present instant, and tells whether there was anything. */
  act(): Promise<boolean>;
  /** Tells the next instant at which something will be due, if one is known. */
  nextDueAt(): number | undefined | Promise<number | undefined>;
}
