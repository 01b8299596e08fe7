/** Keeps unusable records of started jobs for an operator. */
export interface FailedTracks {
  /** Keeps an event as it came, with the reason. */
  keep(failed: { readonly reason: string; readonly event: unknown }): Promise<void>;
}
