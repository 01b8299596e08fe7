import { BlockList, isIPv6 } from 'node:net';
import type { DialPolicy } from '../../lambdas/adapters/https/dial-policy.ts';

/** Creates the policy that lets a developer's command reach this machine alone. */
export const createLoopbackPolicy = (): DialPolicy => {
  const loopback = new BlockList();
  loopback.addSubnet('127.0.0.0', 8, 'ipv4');
  loopback.addAddress('::1', 'ipv6');
  return createPolicy((address) => !loopback.check(address, isIPv6(address) ? 'ipv6' : 'ipv4'));
};

/** Creates the policy that refuses nothing, for explicit opt-in. */
export const createOpenPolicy = (): DialPolicy => createPolicy(() => false);

const createPolicy = (isRefused: DialPolicy['isRefused']): DialPolicy => ({
  isRefused,
  blockList: Object.assign(new BlockList(), { check: isRefused }),
});
