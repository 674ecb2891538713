import { BlockList, isIP } from 'node:net'

// Special-purpose addresses (RFC 6890, RFC 6598, RFC 4193, RFC 4291): this machine, local networks, cloud metadata.
const blocked = new BlockList()
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const) {
  blocked.addSubnet(net, bits, 'ipv4')
}
for (const [net, bits] of [
  ['::', 127],
  ['64:ff9b::', 96],
  ['100::', 64],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 9],
  ['ff00::', 8],
] as const) {
  blocked.addSubnet(net, bits, 'ipv6')
}

/** Whether an IP address belongs to this machine or a private network; what is no address at all counts as private. */
export function isPrivateAddress(ip: string): boolean {
  const family = isIP(ip)
  if (family === 0) return true
  const mapped = family === 6 ? ip.match(/^::ffff:(?:0:)?(\d+\.\d+\.\d+\.\d+)$/i)?.[1] : undefined
  if (mapped) return isPrivateAddress(mapped)
  return blocked.check(ip, family === 6 ? 'ipv6' : 'ipv4')
}

/**
 * Whether a URL names this machine or a private network already by its host. Names in the public DNS that point
 * there are only found when connecting, so whoever connects must check again.
 */
export function isPrivateHost(hostname: string): boolean {
  const host = hostname
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '')
    .toLowerCase()
  if (isIP(host)) return isPrivateAddress(host)
  return !host.includes('.') || /(^|\.)(localhost|local|internal|lan|home|intranet|home\.arpa)$/.test(host)
}
