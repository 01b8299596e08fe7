import { BlockList, isIPv6 } from 'node:net';
import type { DialPolicy } from '../../lambdas/adapters/https/dial-policy.ts';
import { createHttpsPoster } from '../../lambdas/adapters/https/poster.ts';
import { webhookHeaders } from '../../lambdas/core/delivery/request.ts';
import type { WebhookEvent } from '../../operations/events/samples.ts';
import { snsRequest } from './sns-envelope.ts';

/** The response of a receiver. */
export interface Forwarded {
  readonly event: WebhookEvent;
  readonly statusCode?: number | undefined;
  readonly error?: string | undefined;
  /** The start of its body, at most 1 kB, if it is asked for. */
  readonly answer?: string | undefined;
  readonly durationMs: number;
  readonly isTaken: boolean;
}

/** How events are posted. */
export interface ForwardOptions {
  readonly url: string;
  readonly secret: string;
  readonly allowRemote: boolean;
  readonly verbose: boolean;
  /** A signed webhook, or SNS's envelope. */
  readonly as: 'webhook' | 'sns';
  /** The topic of SNS's envelopes. @default - a sample */
  readonly topicArn?: string | undefined;
}

const TIMEOUT_MS = 20_000;

/** Creates the function that posts an event as the sender or SNS would, signed at this moment. */
export const createForward = ({
  url,
  secret,
  allowRemote,
  as,
  topicArn,
  verbose,
}: ForwardOptions) => {
  const poster = createHttpsPoster({
    policy: allowRemote ? createOpenPolicy() : createLoopbackPolicy(),
    allowHttp: true,
    timeoutMs: TIMEOUT_MS,
  });
  return async (event: WebhookEvent): Promise<Forwarded> => {
    // The machine's clock, not the sandbox's: receivers reject old and future timestamps.
    const headers = webhookHeaders({ ...event, secrets: [secret], headers: {}, nowMs: Date.now() });
    const request = as === 'sns' ? snsRequest(event, topicArn) : { headers, body: event.body };
    const startedMs = performance.now();
    const answer = await poster.post({ url, ...request });
    const durationMs = Math.round(performance.now() - startedMs);
    if (answer.kind === 'failed') {
      const error = answer.message.replace(/^connect ECONNREFUSED/, 'nothing listens at');
      return { event, error, durationMs, isTaken: false };
    }
    const { statusCode, excerpt } = answer;
    const isTaken = statusCode >= 200 && statusCode < 300;
    return { event, statusCode, answer: verbose ? excerpt : undefined, durationMs, isTaken };
  };
};

/** Creates the policy that lets a developer's command reach this machine alone. */
const createLoopbackPolicy = (): DialPolicy => {
  const loopback = new BlockList();
  loopback.addSubnet('127.0.0.0', 8, 'ipv4');
  loopback.addAddress('::1', 'ipv6');
  return createPolicy((address) => !loopback.check(address, isIPv6(address) ? 'ipv6' : 'ipv4'));
};

/** Creates the policy that refuses nothing, for explicit opt-in. */
const createOpenPolicy = (): DialPolicy => createPolicy(() => false);

const createPolicy = (isRefused: DialPolicy['isRefused']): DialPolicy => ({
  isRefused,
  blockList: Object.assign(new BlockList(), { check: isRefused }),
});
