import { BlockList, isIPv6 } from 'node:net';
import { Token } from 'aws-cdk-lib';
import * as z from 'zod';
import {
  LOOPBACK_RANGES,
  NEVER_ALLOWED_RANGES,
} from '../../../lambdas/core/endpoint/address-ranges.ts';

/** A CIDR range without host bits set, or a token, such as the range of a VPC. */
export const cidr = z
  .union(
    [z.cidrv4(), z.cidrv6(), z.string().refine((text) => Token.isUnresolved(text))],
    'expected a range such as 10.20.0.0/16',
  )
  .check(({ value, issues }) => {
    // The sender refuses these addresses again.
    if (Token.isUnresolved(value)) return;
    const refuse = (message: string) => issues.push({ code: 'custom', input: value, message });
    const network = networkOf(value);
    if (canonical(addressOf(value)) !== network) {
      refuse(`host bits are set; expected ${network}/${prefixOf(value)}`);
    } else if (startsIn(value, NEVER_ALLOWED_RANGES)) {
      refuse('link-local, metadata and unspecified addresses are never allowed; remove it');
    }
  });

/** Returns whether a range consists of loopback addresses. */
export const isLoopbackRange = (range: string): boolean =>
  !Token.isUnresolved(range) && startsIn(range, LOOPBACK_RANGES);

/** Checks whether a URL points to this machine. */
export const isLoopbackUrl = (url: string): boolean => {
  const hostname = URL.parse(url)?.hostname ?? '';
  const address = hostname.replace(/^\[|\]$/g, '');
  return /^(.+\.)?localhost$/.test(hostname) || startsIn(address, LOOPBACK_RANGES);
};

const startsIn = (range: string, ranges: readonly string[]): boolean => {
  const list = new BlockList();
  for (const one of ranges) list.addSubnet(addressOf(one), prefixOf(one), familyOf(one));
  return list.check(addressOf(range), familyOf(range));
};

const addressOf = (range: string): string => range.split('/')[0] ?? '';
const prefixOf = (range: string): number => Number(range.split('/')[1]);
const familyOf = (range: string) => (isIPv6(addressOf(range)) ? 'ipv6' : 'ipv4');

/** The first address of a range. */
const networkOf = (range: string): string => {
  const address = addressOf(range);
  const isV6 = isIPv6(address);
  const hostBits = BigInt((isV6 ? 128 : 32) - prefixOf(range));
  const network = (numberOf(isV6 ? address : `::${address}`) >> hostBits) << hostBits;
  if (!isV6) return new URL(`http://${network}`).hostname;
  const digits = network.toString(16).padStart(32, '0');
  return canonical(digits.replaceAll(/.{4}(?!$)/g, '$&:'));
};

const canonical = (address: string): string =>
  isIPv6(address) ? new URL(`http://[${address}]`).hostname.slice(1, -1) : address;

const numberOf = (address: string): bigint => {
  const [head = '', tail = ''] = canonical(address).split('::').map(toDigits);
  return BigInt(`0x${head.padEnd(32 - tail.length, '0')}${tail}`);
};

const toDigits = (groups: string): string =>
  groups.replaceAll(/[^:]+/g, (group) => group.padStart(4, '0')).replaceAll(':', '');
