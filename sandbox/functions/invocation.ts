/** How a function reports a fault, as Lambda does. */
export interface FunctionError {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace?: readonly string[];
}

/** The outcome of one invocation. */
export type Invocation = { readonly requestId: string; readonly durationMs: number } & (
  | { readonly kind: 'succeeded'; readonly result: unknown }
  | { readonly kind: 'failed'; readonly error: FunctionError }
);
