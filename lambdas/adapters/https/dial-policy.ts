import { BlockList, isIP, isIPv6 } from 'node:net';
import {
  LOOPBACK_RANGES,
  NEVER_ALLOWED_RANGES,
  REFUSED_IPV4_RANGES,
  REFUSED_IPV6_RANGES,
} from '../../core/endpoint/address-ranges.ts';
import { ConfigurationError } from '../../core/errors.ts';

type Family = 'ipv4' | 'ipv6';

/** Which addresses a webhook may go to; the same at registration and at the dial. */
export interface DialPolicy {
  /** Says of an IP address whether no webhook may go there. */
  readonly isRefused: (address: string) => boolean;
  /** For `net.connect`, which asks it about each address that it is about to dial. */
  readonly blockList: BlockList;
}

/**
 * Creates the policy that refuses all but public unicast addresses and the CIDR ranges given.
 *
 * No range opens a link-local, metadata or unspecified address, and a range around loopback does not
 * open loopback.
 *
 * @throws ConfigurationError for a range that is no CIDR range.
 */
export const createDialPolicy = (allowedCidrs: readonly string[]): DialPolicy => {
  const never = toBlockList(NEVER_ALLOWED_RANGES);
  const loopback = toBlockList(LOOPBACK_RANGES);
  const allowed = byFamily(allowedCidrs);
  const allowedLoopback = toBlockList(allowedCidrs.filter((cidr) => isWithin(cidr, loopback)));
  const refused = byFamily([...REFUSED_IPV4_RANGES, ...REFUSED_IPV6_RANGES]);
  const isRefused = (address: string, family: Family) => {
    if (isIP(address) === 0 || never.check(address, family)) return true;
    if (loopback.check(address, family)) return !allowedLoopback.check(address, family);
    return !allowed[family].check(address, family) && refused[family].check(address, family);
  };
  return {
    isRefused: (address) => isRefused(address, familyOf(address)),
    // Filled as well, so that a Node that would not call this `check` refuses too much, not too little.
    blockList: Object.assign(toBlockList([...REFUSED_IPV4_RANGES, ...REFUSED_IPV6_RANGES]), {
      check: (address: string, family: Family = 'ipv4') => isRefused(address, family),
    }),
  };
};

const familyOf = (address: string): Family => (isIPv6(address) ? 'ipv6' : 'ipv4');

// One list for each family: Node compares IPv4 addresses in their mapped form to IPv6 ranges, and ::/3
// would hold them all.
const byFamily = (cidrs: readonly string[]): Readonly<Record<Family, BlockList>> => ({
  ipv4: toBlockList(cidrs.filter((cidr) => !cidr.includes(':'))),
  ipv6: toBlockList(cidrs.filter((cidr) => cidr.includes(':'))),
});

const isWithin = (cidr: string, loopback: BlockList): boolean => {
  const [network = '', prefix = ''] = cidr.split('/');
  const family = familyOf(network);
  return Number(prefix) >= (family === 'ipv6' ? 128 : 8) && loopback.check(network, family);
};

const toBlockList = (cidrs: readonly string[]): BlockList => {
  const list = new BlockList();
  for (const cidr of cidrs) {
    const [network = '', prefix = ''] = cidr.split('/');
    const isCidr = isIP(network) !== 0 && /^\d{1,3}$/.test(prefix);
    if (!isCidr) throw invalidCidr(cidr);
    try {
      list.addSubnet(network, Number(prefix), familyOf(network));
    } catch (cause) {
      throw invalidCidr(cidr, cause);
    }
  }
  return list;
};

const invalidCidr = (cidr: string, cause?: unknown) =>
  new ConfigurationError(
    `allowedCidrs contains ${JSON.stringify(cidr)}, which is not a CIDR range such as 10.1.0.0/16`,
    { cause },
  );
