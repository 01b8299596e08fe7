import type { GlacierState } from '../glacier-state.ts';
import type { Answer } from './answer.ts';

/** A request of the API, taken apart. */
export interface ApiCall {
  /** Empty for operations that name no vault. */
  readonly vaultName: string;
  /** Empty for operations that name no job. */
  readonly jobId: string;
  readonly query: URLSearchParams;
  /** The Range header. */
  readonly range: string | undefined;
  readonly body: string;
}

/** Answers one operation; a refusal is thrown as a GlacierError. */
export type Operation = (state: GlacierState, call: ApiCall) => Answer;
