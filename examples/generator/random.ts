/** A source of numbers in [0, 1) with the draws that the generator needs; the same seed gives the same numbers. */
export interface Random {
  readonly next: () => number;
  /** A whole number in [0, size). */
  readonly below: (size: number) => number;
  /** True with this probability. */
  readonly chance: (probability: number) => boolean;
  /** One of a list that is not empty. */
  readonly pick: <T>(list: readonly [T, ...T[]]) => T;
}

/** A small generator of 32 bits of state: fast and good enough for examples, of no use for secrets. */
export function createRandom(seed: number): Random {
  let state = mix(seed, 0x9e3779b9);
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    return mix(state, 0x85ebca6b) / 2 ** 32;
  };
  const below = (size: number): number => Math.floor(next() * size);
  return {
    next,
    below,
    chance: (probability) => next() < probability,
    pick: (list) => list[below(list.length)] ?? list[0],
  };
}

/** A number in [0, 2³²) that follows from two numbers alone and looks random. */
export function mix(a: number, b: number): number {
  let hash = Math.imul(a ^ (a >>> 15), 0x2c1b3c6d) ^ Math.imul(b ^ (b >>> 13), 0x297a2d39);
  hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca77);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae3d);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** `0` and 16 hexadecimal digits, as in today's EC2 ids, that follow from two numbers alone. */
export function hexId(a: number, b: number): string {
  return `0${hex8(mix(a, b))}${hex8(mix(b, ~a))}`;
}

/** 32 hexadecimal digits that follow from two numbers alone. */
export function hex32(a: number, b: number): string {
  return hex8(mix(a, b)) + hex8(mix(b, ~a)) + hex8(mix(~b, a)) + hex8(mix(a ^ b, a + b));
}

/** A UUID that follows from two numbers alone. */
export function uuid(a: number, b: number): string {
  const hex = hex32(a, b);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-9${hex.slice(17, 20)}-${hex.slice(20)}`;
}

const BYTES: readonly string[] = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

function hex8(value: number): string {
  return `${BYTES[value >>> 24]}${BYTES[(value >>> 16) & 255]}${BYTES[(value >>> 8) & 255]}${BYTES[value & 255]}`;
}
