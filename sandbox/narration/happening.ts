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
