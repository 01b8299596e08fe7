import { BlockList, isIPv6 } from 'node:net';
import * as z from 'zod';

/** As the sender refuses them, whatever it is told to allow. */
const NEVER_ALLOWED = ['0.0.0.0/8', '169.254.0.0/16', '::/128', 'fe80::/10', 'fd00:ec2::/32'];
const LOOPBACK = ['127.0.0.0/8', '::1/128'];

/** A range of addresses in CIDR form, none of whose host bits is set. */
export const cidr = z
  .union([z.cidrv4(), z.cidrv6()], 'expected a range such as 10.20.0.0/16')
  .check(({ value, issues }) => {
    const refuse = (message: string) => issues.push({ code: 'custom', input: value, message });
    const network = networkOf(value);
    if (canonical(addressOf(value)) !== network) {
      refuse(`host bits are set; expected ${network}/${prefixOf(value)}`);
    } else if (startsIn(value, NEVER_ALLOWED)) {
      refuse('link-local, metadata and unspecified addresses can never be allowed; leave it out');
    }
  });

/** Returns whether a range consists of loopback addresses. */
export const isLoopbackRange = (range: string): boolean => startsIn(range, LOOPBACK);

/** Returns whether a URL names this machine. */
export const isLoopbackUrl = (url: string): boolean => {
  const hostname = URL.parse(url)?.hostname ?? '';
  const address = hostname.replace(/^\[|\]$/g, '');
  return /^(.+\.)?localhost$/.test(hostname) || startsIn(address, LOOPBACK);
};

const startsIn = (range: string, ranges: readonly string[]): boolean => {
  const list = new BlockList();
  for (const one of ranges) list.addSubnet(addressOf(one), prefixOf(one), familyOf(one));
  return list.check(addressOf(range), familyOf(range));
};

const addressOf = (range: string): string => range.split('/')[0] ?? '';
const prefixOf = (range: string): number => Number(range.split('/')[1]);
const familyOf = (range: string) => (isIPv6(addressOf(range)) ? 'ipv6' : 'ipv4');

/** The address with which a range begins. */
const networkOf = (range: string): string => {
  const address = addressOf(range);
  const width = isIPv6(address) ? 16 : 8;
  const groups = groupsOf(address).map((group, index) => {
    const hostBits = Math.min(Math.max((index + 1) * width - prefixOf(range), 0), width);
    return (group >> hostBits) << hostBits;
  });
  return width === 8
    ? groups.join('.')
    : canonical(groups.map((group) => group.toString(16)).join(':'));
};

const canonical = (address: string): string =>
  isIPv6(address) ? new URL(`http://[${address}]`).hostname.slice(1, -1) : address;

const groupsOf = (address: string): number[] => {
  if (!isIPv6(address)) return address.split('.').map(Number);
  const [head = [], tail = []] = canonical(address)
    .split('::')
    .map((part) => part.split(':').filter((group) => group !== ''));
  const zeros = Array.from({ length: 8 - head.length - tail.length }, () => '0');
  return [...head, ...zeros, ...tail].map((group) => Number.parseInt(group, 16));
};
