import type { IncomingHttpHeaders } from 'node:http';

/** The emulated services behind the fault proxies. */
export const SERVICES = ['dynamodb', 'messaging', 'glacier'] as const;

/** One of {@link SERVICES}. */
export type Service = (typeof SERVICES)[number];

/** What can be out as a whole: SNS and SQS share an address. */
export type Outable = 'dynamodb' | 'sns' | 'sqs' | 'glacier';

/** A request of a function to a service. */
export interface ProxiedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** Returns what a request needs in order to be answered. */
export const outableOf = (service: Service, { body }: ProxiedRequest): Outable => {
  if (service !== 'messaging') return service;
  return body.includes('Action=Publish') ? 'sns' : 'sqs';
};
