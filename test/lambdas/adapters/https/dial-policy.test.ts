import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createDialPolicy } from '../../../../lambdas/adapters/https/dial-policy.ts';

const REFUSED = [
  ['this network', '0.0.0.0'],
  ['private', '10.1.2.3'],
  ['private', '172.31.255.255'],
  ['private', '192.168.0.1'],
  ['shared', '100.64.0.1'],
  ['loopback', '127.0.0.1'],
  ['loopback', '127.255.255.254'],
  ['metadata', '169.254.169.254'],
  ['the runtime API', '169.254.100.1'],
  ['documentation', '203.0.113.9'],
  ['benchmarks', '198.19.0.1'],
  ['6to4 relays', '192.88.99.1'],
  ['multicast', '224.0.0.1'],
  ['reserved', '240.0.0.1'],
  ['broadcast', '255.255.255.255'],
  ['unspecified', '::'],
  ['loopback', '::1'],
  ['mapped loopback', '::ffff:127.0.0.1'],
  ['mapped public', '::ffff:8.8.8.8'],
  ['compatible loopback', '::127.0.0.1'],
  ['NAT64', '64:ff9b::a9fe:a9fe'],
  ['local NAT64', '64:ff9b:1::1'],
  ['discard', '100::1'],
  ['Teredo', '2001:0:1234::1'],
  ['6to4 of loopback', '2002:7f00:1::1'],
  ['documentation', '2001:db8::1'],
  ['documentation', '3fff::1'],
  ['segment routing', '5f00::1'],
  ['metadata', 'fd00:ec2::254'],
  ['unique local', 'fc00::1'],
  ['link-local', 'fe80::1'],
  ['link-local with a zone', 'fe80::1%eth0'],
  ['site-local', 'fec0::1'],
  ['multicast', 'ff02::1'],
] as const;

const PUBLIC = ['8.8.8.8', '1.1.1.1', '52.95.110.1', '100.128.0.1', '172.32.0.1', '11.0.0.1'];
const PUBLIC_IPV6 = [
  '2606:4700:4700::1111',
  '2a05:d018::1',
  '2400:cb00::1',
  '2001:4860:4860::8888',
];

describe('createDialPolicy', () => {
  it.each(REFUSED)('refuses %s %s, and so does its block list', (_, address) => {
    const { isRefused, blockList } = createDialPolicy([]);
    expect(isRefused(address)).toBe(true);
    expect(blockList.check(address, address.includes(':') ? 'ipv6' : 'ipv4')).toBe(true);
  });

  it.each([...PUBLIC, ...PUBLIC_IPV6])('lets %s through', (address) => {
    const { isRefused, blockList } = createDialPolicy([]);
    expect(isRefused(address)).toBe(false);
    expect(blockList.check(address, address.includes(':') ? 'ipv6' : 'ipv4')).toBe(false);
  });

  it('refuses every IPv6 address outside 2000::/3', () => {
    const { isRefused } = createDialPolicy([]);
    const group = fc.integer({ min: 0, max: 0xffff });
    fc.assert(
      fc.property(group, fc.array(group, { minLength: 7, maxLength: 7 }), (first, rest) => {
        fc.pre(first >> 13 !== 1);
        expect(isRefused([first, ...rest].map((part) => part.toString(16)).join(':'))).toBe(true);
      }),
    );
  });

  it('lets through what the setting allows, and nothing beside it', () => {
    const { isRefused } = createDialPolicy(['10.1.0.0/16', 'fd00::/8']);
    expect(
      ['10.1.2.3', 'fd12::1', '10.2.0.1', 'fe80::1', '127.0.0.1'].map(isRefused),
    ).toStrictEqual([false, false, true, true, true]);
  });

  it.each(['', 'localhost', 'example.com', '127.0.0.1/8', '8.8.8.8:443', '[::1]', '0x7f.1'])(
    'refuses %j, which is no address',
    (address) => {
      const { isRefused, blockList } = createDialPolicy([]);
      expect(isRefused(address)).toBe(true);
      expect(blockList.check(address)).toBe(true);
    },
  );

  it.each([
    '169.254.169.254',
    '169.254.170.2',
    '0.0.0.0',
    'fe80::1',
    'fe80::1%eth0',
    'fd00:ec2::254',
    '::',
    '::ffff:169.254.169.254',
    '64:ff9b::a9fe:a9fe',
  ])('refuses %s whatever is allowed', (address) => {
    const ranges = ['0.0.0.0/0', '169.254.0.0/16', '::/0', 'fe80::/10', 'fd00:ec2::/32'];
    const { isRefused, blockList } = createDialPolicy(ranges);
    expect(isRefused(address)).toBe(true);
    expect(blockList.check(address, address.includes(':') ? 'ipv6' : 'ipv4')).toBe(true);
  });

  it('opens loopback only by a range of its own', () => {
    const addresses = ['127.0.0.1', '127.1.2.3', '::1', '::ffff:127.0.0.1', '10.0.0.1'];
    const refused = (...ranges: string[]) => addresses.filter(createDialPolicy(ranges).isRefused);
    expect(refused('0.0.0.0/0', '::/0')).toStrictEqual(addresses.slice(0, 4));
    expect(refused('127.0.0.1/32', '::1/128')).toStrictEqual(['127.1.2.3', '10.0.0.1']);
  });

  it('opens no IPv4 address by an IPv6 range', () => {
    expect(createDialPolicy(['::/0']).isRefused('10.0.0.1')).toBe(true);
  });

  it.each(['10.0.0.0', '10.0.0.0/33', '10.0.0/8', 'fd00::/129', 'a/8', '10.0.0.0/-1', ''])(
    'refuses the setting %j by name',
    (cidr) => {
      expect(() => createDialPolicy([cidr])).toThrow(
        `allowedCidrs contains ${JSON.stringify(cidr)}`,
      );
    },
  );
});
