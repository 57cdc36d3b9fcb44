import { parseIpAddress } from './ip-address.ts';

/** Addresses from `bottom` to `top`, both included, as `parseIpAddress` writes them. */
export interface AddressRange {
  readonly bottom: string;
  readonly top: string;
}

/**
 * The addresses of `address/bits`, or what is wrong with the text. The range starts at the address as it is
 * written, not at the start of its network (aws/event-ruler, CIDR); all bits (`/32`, `/128`) are refused there.
 */
export function parseCidr(text: string): AddressRange | { readonly problem: string } {
  const slash = text.indexOf('/');
  if (slash < 0 || text.includes('/', slash + 1)) return { problem: 'one `/` is needed' };
  const bits = parseBits(text.slice(slash + 1));
  if (bits === undefined) return { problem: 'the mask is not a whole number' };
  const bottom = parseIpAddress(text.slice(0, slash));
  if (bottom === undefined) return { problem: 'the address cannot be read' };
  const width = bottom.length * 4;
  if (bits >= width) return { problem: `the mask must be less than ${width}` };
  return { bottom, top: topOf(bottom, bits) };
}

/** True when `address` (as `parseIpAddress` writes it) lies in the range and is of its family. */
export function isInRange(address: string, range: AddressRange): boolean {
  return address.length === range.bottom.length && address >= range.bottom && address <= range.top;
}

function parseBits(text: string): number | undefined {
  if (text === '' || text.length > 9) return undefined;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 48 || code > 57) return undefined;
  }
  return Number(text);
}

function topOf(bottom: string, bits: number): string {
  const whole = bits >> 2;
  const digit = Number.parseInt(bottom.charAt(whole), 16) | (0xf >> (bits & 3));
  return (bottom.slice(0, whole) + digit.toString(16).toUpperCase()).padEnd(bottom.length, 'F');
}
