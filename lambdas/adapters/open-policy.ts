import { BlockList, isIPv6 } from 'node:net';
import type { DialPolicy } from './dial-policy.ts';

/** Creates the policy that lets a developer's command reach this machine alone. */
export const createLoopbackPolicy = (): DialPolicy => {
  const loopback = new BlockList();
  loopback.addSubnet('127.0.0.0', 8, 'ipv4');
  loopback.addAddress('::1', 'ipv6');
  const isRefused = (address: string) =>
    !loopback.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
  return { isRefused, blockList: toBlockList(isRefused) };
};

/** Creates the policy that refuses nothing, for somebody who has said so. */
export const createOpenPolicy = (): DialPolicy => {
  const isRefused = () => false;
  return { isRefused, blockList: toBlockList(isRefused) };
};

const toBlockList = (isRefused: (address: string) => boolean): BlockList =>
  Object.assign(new BlockList(), { check: isRefused });
