import type { DynamoDBRecord } from 'aws-lambda';
import type { MessagingCall } from '../emulators/messaging-calls.ts';
import type { AwsCall } from '../functions/aws-call.ts';
import type { Invocation } from '../functions/invocation.ts';
import type { ReceivedRequest } from '../receiver/received-request.ts';

/** Something that happens in the sandbox, for those who look on. */
export type Happening =
  | MessagingCall
  | { readonly kind: 'invoked'; readonly functionName: string; readonly invocation: Invocation }
  | { readonly kind: 'logged'; readonly functionName: string; readonly line: string }
  | { readonly kind: 'called'; readonly functionName: string; readonly call: AwsCall }
  | { readonly kind: 'changed'; readonly streamArn: string; readonly record: DynamoDBRecord }
  | { readonly kind: 'delivered'; readonly request: ReceivedRequest };

/** Hears of something with the virtual instant at which it happened. */
export type HappeningListener = (happening: Happening & { readonly at: number }) => void;

/** Passes on what happens in the sandbox. */
export interface Happenings {
  report(happening: Happening): void;
  /** Adds a listener; the returned function takes it away. */
  on(listener: HappeningListener): () => void;
}

/** Opens a channel without listeners. */
export const createHappenings = (clock: { now(): number }): Happenings => {
  const listeners = new Set<HappeningListener>();
  return {
    report: (happening) => {
      const at = clock.now();
      for (const listener of listeners) listener({ ...happening, at });
    },
    on: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
};
