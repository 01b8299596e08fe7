/** Keeps records of started jobs that could not be used, so that somebody can look at them. */
export interface FailedTracks {
  /** Keeps an event as it came, with the reason. */
  keep(failed: { readonly reason: string; readonly event: unknown }): Promise<void>;
}
