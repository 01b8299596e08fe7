import type { AwsCall } from './aws-call.ts';
import type { FunctionError } from './invocation.ts';

/** What a function's thread is given when it starts. */
export interface ThreadSetup {
  readonly clock: SharedArrayBuffer;
  readonly codeFolder: string;
  /** The handler as the template names it, such as `index.handler`. */
  readonly handler: string;
  readonly functionArn: string;
}

/** One invocation, as it is handed to a function's thread. */
export interface ThreadRequest {
  readonly requestId: string;
  /** The event as JSON, so that a handler sees exactly what can be sent. */
  readonly payload: string;
  readonly timeoutMs: number;
}

/** What a function's thread says. */
export type ThreadReport =
  | { readonly kind: 'succeeded'; readonly requestId: string; readonly payload: string }
  | { readonly kind: 'failed'; readonly requestId: string; readonly error: FunctionError }
  | { readonly kind: 'refused'; readonly error: FunctionError }
  | { readonly kind: 'logged'; readonly line: string }
  | { readonly kind: 'called'; readonly call: AwsCall };
