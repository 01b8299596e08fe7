import type { IncomingHttpHeaders } from 'node:http';
import * as z from 'zod';

/** The emulated services behind the fault proxies. */
export const SERVICES = ['dynamodb', 'messaging', 'glacier'] as const;

/** One of {@link SERVICES}. */
export type Service = (typeof SERVICES)[number];

/** A request of a function to a service. */
export interface ProxiedRequest {
  readonly functionName: string;
  readonly service: Service;
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

const Target = z.string().transform((target) => target.slice(target.lastIndexOf('.') + 1));

/** Returns the operation of a request, such as `PutItem`; of Glacier's API the method. */
export const operationOf = ({ service, method, headers, body }: ProxiedRequest): string => {
  const target = Target.safeParse(headers['x-amz-target']);
  if (target.success) return target.data;
  if (service === 'glacier') return method;
  return new URLSearchParams(body.toString()).get('Action') ?? 'unknown';
};

/** Whether a request goes to SNS or to SQS, which share an address. */
export const isPublishing = (operation: string): boolean => operation.startsWith('Publish');
