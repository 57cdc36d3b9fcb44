const HEX = '0123456789ABCDEF';
const MAPPED_PREFIX = '00000000000000000000FFFF';
const IPV4_TEXT_MAX = 15;
const IPV6_TEXT_MAX = 128;

/**
 * An IP address as upper-case hex digits, 8 for IPv4 and 32 for IPv6, so that addresses of one family compare
 * as text; undefined for anything else. IPv4 inside IPv6 (`::ffff:a00:1`) is the IPv4 address; the dotted form
 * inside IPv6 is not read (aws/event-ruler, CIDR and its address syntax).
 */
export function parseIpAddress(text: string): string | undefined {
  if (text.length > IPV6_TEXT_MAX || text.length < 2) return undefined;
  if (text.includes(':')) return parseIpv6(text);
  return text.length <= IPV4_TEXT_MAX ? parseIpv4(text) : undefined;
}

function parseIpv4(text: string): string | undefined {
  let hex = '';
  let octet = -1;
  let octets = 0;
  for (let at = 0; at <= text.length; at++) {
    const digit = text.charCodeAt(at) - 48;
    if (digit >= 0 && digit <= 9) {
      octet = (octet < 0 ? 0 : octet * 10) + digit;
      if (octet > 255) return undefined;
    } else {
      if (octet < 0 || (at < text.length && digit !== -2)) return undefined;
      hex += toHexByte(octet);
      octets += 1;
      octet = -1;
    }
  }
  return octets === 4 ? hex : undefined;
}

function parseIpv6(text: string): string | undefined {
  const gap = text.indexOf('::');
  if (gap === -1) {
    const groups = parseGroups(text);
    return groups?.length === 32 ? unmapped(groups) : undefined;
  }
  const head = parseGroups(text.slice(0, gap));
  const tail = parseGroups(text.slice(gap + 2));
  if (head === undefined || tail === undefined || head.length + tail.length > 28) return undefined;
  return unmapped(head.padEnd(32 - tail.length, '0') + tail);
}

function parseGroups(text: string): string | undefined {
  if (text === '') return '';
  let hex = '';
  for (const group of text.split(':')) {
    const digits = parseGroup(group);
    if (digits === undefined) return undefined;
    hex += digits;
  }
  return hex;
}

function parseGroup(group: string): string | undefined {
  if (group === '') return undefined;
  let value = 0;
  for (let at = 0; at < group.length; at++) {
    const digit = HEX.indexOf(group.charAt(at).toUpperCase());
    if (digit < 0) return undefined;
    value = value * 16 + digit;
    if (value > 0xffff) return undefined;
  }
  return toHexByte(value >> 8) + toHexByte(value & 0xff);
}

function unmapped(hex: string): string {
  return hex.startsWith(MAPPED_PREFIX) ? hex.slice(MAPPED_PREFIX.length) : hex;
}

function toHexByte(byte: number): string {
  return HEX.charAt(byte >> 4) + HEX.charAt(byte & 0xf);
}
