import { BlockList, isIPv6 } from 'node:net';
import type { DialPolicy } from '../../lambdas/adapters/https/dial-policy.ts';
import { createHttpsPoster } from '../../lambdas/adapters/https/poster.ts';
import { webhookHeaders } from '../../lambdas/core/delivery/request.ts';
import type { WebhookEvent } from '../../operations/events/samples.ts';

/** The response of a receiver. */
export interface Forwarded {
  readonly type: string;
  readonly id: string;
  readonly statusCode?: number | undefined;
  readonly error?: string | undefined;
  readonly durationMs: number;
  readonly isTaken: boolean;
}

/** How events are posted. */
export interface ForwardOptions {
  readonly url: string;
  readonly secret: string;
  readonly allowRemote: boolean;
}

const TIMEOUT_MS = 20_000;

/** Creates the function that posts an event as the sender would, signed at this moment. */
export const createForward = ({ url, secret, allowRemote }: ForwardOptions) => {
  const poster = createHttpsPoster({
    policy: allowRemote ? createOpenPolicy() : createLoopbackPolicy(),
    allowHttp: true,
    timeoutMs: TIMEOUT_MS,
  });
  return async ({ id, type, body }: WebhookEvent): Promise<Forwarded> => {
    // The machine's clock, not the sandbox's: receivers reject old and future timestamps.
    const headers = webhookHeaders({ id, body, secrets: [secret], headers: {}, nowMs: Date.now() });
    const startedMs = performance.now();
    const answer = await poster.post({ url, headers, body });
    const durationMs = Math.round(performance.now() - startedMs);
    if (answer.kind === 'failed') {
      const error = answer.message.replace(/^connect ECONNREFUSED/, 'nothing listens at');
      return { type, id, error, durationMs, isTaken: false };
    }
    const { statusCode } = answer;
    return { type, id, statusCode, durationMs, isTaken: statusCode >= 200 && statusCode < 300 };
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
