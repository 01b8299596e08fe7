import { BlockList, isIP, isIPv6 } from 'node:net';
import { REFUSED_IPV4_RANGES, REFUSED_IPV6_RANGES } from '../core/endpoint-address-ranges.ts';
import { ConfigurationError } from '../core/errors.ts';

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
 * @throws ConfigurationError for a range that is no CIDR range.
 */
export const createDialPolicy = (allowedCidrs: readonly string[]): DialPolicy => {
  const allowed = toBlockList(allowedCidrs);
  const refused = {
    ipv4: toBlockList(REFUSED_IPV4_RANGES),
    ipv6: toBlockList(REFUSED_IPV6_RANGES),
  };
  // One list for each family: Node compares IPv4 addresses in their mapped form to IPv6 ranges, and
  // ::/3 would refuse them all.
  const isRefused = (address: string, family: Family) =>
    !allowed.check(address, family) && refused[family].check(address, family);
  return {
    isRefused: (address) => isRefused(address, familyOf(address)),
    // Filled as well, so that a Node that would not call this `check` refuses too much, not too little.
    blockList: Object.assign(toBlockList([...REFUSED_IPV4_RANGES, ...REFUSED_IPV6_RANGES]), {
      check: (address: string, family: Family = 'ipv4') => isRefused(address, family),
    }),
  };
};

const familyOf = (address: string): Family => (isIPv6(address) ? 'ipv6' : 'ipv4');

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
    `allowedCidrs holds ${JSON.stringify(cidr)}, which is no CIDR range; write it like 10.1.0.0/16`,
    { cause },
  );
