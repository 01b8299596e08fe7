/**
 * What became of a question to Glacier.
 *
 * `unasked`: there was no time, or Glacier stayed busy; it is to be asked again. `shut`: the answer is
 * known to be none. `failed`: counted and logged, and left to the next look.
 */
export type AskResult<Answer> =
  | { readonly kind: 'answered'; readonly answer: Answer }
  | { readonly kind: 'unasked' | 'shut' | 'denied' | 'failed' };
