/**
 * IPv4 ranges that are no public unicast, so that no webhook may go there.
 *
 * @see https://www.iana.org/assignments/iana-ipv4-special-registry
 */
export const REFUSED_IPV4_RANGES = [
  '0.0.0.0/8', // this network
  '10.0.0.0/8', // private
  '100.64.0.0/10', // carrier-grade NAT
  '127.0.0.0/8', // loopback, and the runtime API of Lambda
  '169.254.0.0/16', // link-local, and the metadata services of AWS
  '172.16.0.0/12', // private
  '192.0.0.0/24', // protocol assignments
  '192.0.2.0/24', // documentation
  '192.88.99.0/24', // 6to4 relays
  '192.168.0.0/16', // private
  '198.18.0.0/15', // benchmarks
  '198.51.100.0/24', // documentation
  '203.0.113.0/24', // documentation
  '224.0.0.0/4', // multicast
  '240.0.0.0/4', // reserved, and broadcast
] as const;

/**
 * IPv6 ranges that no webhook may go to: all outside 2000::/3, and what is special inside it.
 *
 * Being outside covers loopback, link-local, unique local (with AWS's metadata service), multicast,
 * IPv4-mapped and -compatible addresses and both NAT64 prefixes.
 * @see https://www.iana.org/assignments/iana-ipv6-special-registry
 */
export const REFUSED_IPV6_RANGES = [
  '::/3',
  '4000::/2',
  '8000::/1',
  '2001::/23', // protocol assignments, with Teredo and benchmarks
  '2001:db8::/32', // documentation
  '2002::/16', // 6to4, which wraps any IPv4 address
  '3fff::/20', // documentation
] as const;

/**
 * Ranges that no setting opens: an unspecified address, and link-local ones with the metadata services.
 *
 * The last is link-local IPv4 behind NAT64.
 */
export const NEVER_ALLOWED_RANGES = [
  '0.0.0.0/8',
  '169.254.0.0/16',
  '::/128',
  'fe80::/10',
  'fd00:ec2::/32',
  '64:ff9b::a9fe:0/112',
] as const;

/** Ranges that reach the function itself: only a range that lies in one of them opens it. */
export const LOOPBACK_RANGES = ['127.0.0.0/8', '::1/128'] as const;
