import { BlockList, isIPv4, isIPv6 } from 'node:net';

/** `never`: no control plane can or may be there. `elsewhere`: any other name or address, private ones included. */
export type AddressKind = 'loopback' | 'never' | 'elsewhere';

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

const never = new BlockList();
// Nowhere, link-local (cloud metadata lives there), multicast and broadcast.
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['169.254.0.0', 16],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const) {
  never.addSubnet(net, bits, 'ipv4');
}
// The same, and forms that carry an IPv4 address inside: NAT64, 6to4, Teredo.
for (const [net, bits] of [
  ['::', 128],
  ['fe80::', 10],
  ['ff00::', 8],
  ['64:ff9b::', 96],
  ['2002::', 16],
  ['2001::', 32],
] as const) {
  never.addSubnet(net, bits, 'ipv6');
}
// Metadata services of cloud providers outside link-local.
never.addAddress('100.100.100.200', 'ipv4');
never.addAddress('168.63.129.16', 'ipv4');
never.addAddress('fd00:ec2::254', 'ipv6');

const metadataNames = ['metadata.google.internal', 'metadata.goog', 'instance-data'];

/** Judges a host name or IP address (without brackets, without a dot at the end) by C3's list. */
export function judgeAddress(host: string): AddressKind {
  const family = isIPv4(host) ? 'ipv4' : isIPv6(host) ? 'ipv6' : null;
  if (family === null) {
    if (host === 'localhost' || host.endsWith('.localhost')) return 'loopback';
    return metadataNames.some((name) => host === name || host.endsWith(`.${name}`)) ? 'never' : 'elsewhere';
  }
  // Node's lists take a mapped address for the IPv4 address inside; here it is a disguise.
  if (family === 'ipv6' && /^::ffff:/i.test(new URL(`http://[${host}]`).hostname.slice(1))) return 'never';
  if (loopback.check(host, family)) return 'loopback';
  return never.check(host, family) ? 'never' : 'elsewhere';
}
