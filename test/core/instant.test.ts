import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  formatInstant,
  type Instant,
  instantOrder,
  parseDuration,
  parseInstant,
} from '../../src/core/instant.ts';

describe('parseInstant and instantOrder', () => {
  it.each([
    ['2026-01-02T03:04:05Z', '2026-01-02T03:04:05.000000000Z'],
    ['2026-01-02T03:04:05.1Z', '2026-01-02T03:04:05.100000000Z'],
    ['2026-01-02T03:04:05.123Z', '2026-01-02T03:04:05.123000000Z'],
    ['2026-01-02T03:04:05.123456Z', '2026-01-02T03:04:05.123456000Z'],
    ['2026-01-02T03:04:05.123456789Z', '2026-01-02T03:04:05.123456789Z'],
    ['2026-01-02T03:04:05+00:00', '2026-01-02T03:04:05.000000000Z'],
    ['2026-01-02T03:04:05.5-07:00', '2026-01-02T10:04:05.500000000Z'],
    ['2026-01-02T03:04:05.000001+0530', '2026-01-01T21:34:05.000001000Z'],
    ['2026-01-02T03:04:05.123456789+14:00', '2026-01-01T13:04:05.123456789Z'],
    ['2026-01-02 03:04:05.123456789', '2026-01-02T03:04:05.123456789Z'],
    ['2026-01-02 03:04:05', '2026-01-02T03:04:05.000000000Z'],
    ['2026-01-02 03:04:05Z', '2026-01-02T03:04:05.000000000Z'],
    ['2026-01-02T03:04:05', '2026-01-02T03:04:05.000000000Z'],
    ['2024-02-29T00:00:00Z', '2024-02-29T00:00:00.000000000Z'],
    ['2000-02-29T00:00:00Z', '2000-02-29T00:00:00.000000000Z'],
    ['1969-12-31T23:59:59.999999999Z', '1969-12-31T23:59:59.999999999Z'],
    ['0001-01-01T00:00:00Z', '0001-01-01T00:00:00.000000000Z'],
    ['9999-12-31T23:59:59.999999999Z', '9999-12-31T23:59:59.999999999Z'],
    ['2016-12-31T23:59:60Z', '2016-12-31T23:59:59.999999999Z'],
  ])('%s reads as %s', (text, order) => {
    expect(instantOrder(text)).toBe(order);
    expect(parseInstant(text)).toBe(Math.floor(Date.parse(`${order.slice(0, 23)}Z`)));
  });

  it.each([
    ['2026-02-30T00:00:00Z'],
    ['2025-02-29T00:00:00Z'],
    ['1900-02-29T00:00:00Z'],
    ['2026-04-31T00:00:00Z'],
    ['2026-13-01T00:00:00Z'],
    ['2026-00-01T00:00:00Z'],
    ['2026-01-00T00:00:00Z'],
    ['2026-01-01T24:00:00Z'],
    ['2026-01-01T23:60:00Z'],
    ['2026-01-01T23:58:60Z'],
    ['2017-01-01T05:29:60+05:30'],
    ['2026-01-01T23:59:61Z'],
    ['0000-12-31T00:00:00Z'],
    ['0001-01-01T00:00:00+00:01'],
    ['9999-12-31T23:59:59-00:01'],
    ['2026-01-01T00:00:00.Z'],
    ['2026-01-01T00:00:00.1234567890Z'],
    ['2026-01-01T00:00:00.12x4Z'],
    ['2026-01-01T00:00:00ZZ'],
    ['2026-01-01T00:00:00Z '],
    ['2026-01-01T00:00:00+0'],
    ['2026-01-01T00:00:00+24:00'],
    ['2026-01-01T00:00:00+00:60'],
    ['2026-01-01T00:00:00+00:000'],
    ['2026-01-01T00:00:00 +00:00'],
    ['2026-01-01T00:00Z'],
    ['2026-01-01'],
    ['2026/01/01T00:00:00Z'],
    ['2026-01-01_00:00:00Z'],
    ['２026-01-01T00:00:00Z'],
    ['yesterday'],
    [''],
    ['9'.repeat(100_000)],
    [1_767_322_800_000],
    [null],
    [undefined],
    [['2026-01-01T00:00:00Z']],
    [{}],
  ])('%j is unreadable', (value) => {
    expect(parseInstant(value)).toBeUndefined();
    expect(instantOrder(value)).toBeUndefined();
  });

  it('keeps its word when texts come up again, readable or not', () => {
    const texts = ['2026-01-02T03:04:05.678Z', '2026-02-30T00:00:00.000Z', '2026-01-02T03:04:05.678+01:00'];
    const read = (text: string) => [parseInstant(text), instantOrder(text)];
    const first = texts.map(read);
    for (const again of [texts, texts.toReversed(), texts.flatMap((text) => [text, text])]) {
      for (const text of again) expect(read(text)).toEqual(first[texts.indexOf(text)]);
    }
  });

  it('agrees with arithmetic on whole nanoseconds, in every spelling', () => {
    fc.assert(
      fc.property(spelled(), spelled(), (one, other) => {
        expect(Number(floorDiv(one.nanos, 1_000_000n))).toBe(parseInstant(one.text));
        const a = instantOrder(one.text) ?? '';
        const b = instantOrder(other.text) ?? '';
        expect(a).toHaveLength(30);
        expect(Math.sign(compare(a, b))).toBe(Math.sign(Number(one.nanos - other.nanos)));
      }),
      { numRuns: 2000 },
    );
  });

  it('reads back what formatInstant writes', () => {
    fc.assert(
      fc.property(fc.integer({ min: -62_135_596_800_000, max: 253_402_300_799_999 }), (ms) => {
        expect(parseInstant(formatInstant(ms as Instant))).toBe(ms);
      }),
    );
  });

  it('never throws and never reads what is not a date', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'0123456789-:T Z.+') }), (text) => {
        const order = instantOrder(text);
        expect(order === undefined).toBe(parseInstant(text) === undefined);
      }),
    );
  });
});

describe('formatInstant', () => {
  it('writes UTC with milliseconds', () => {
    expect(formatInstant(0 as Instant)).toBe('1970-01-01T00:00:00.000Z');
    expect(formatInstant(1_767_323_045_123 as Instant)).toBe('2026-01-02T03:04:05.123Z');
  });

  it('writes four digits for a year, whatever comes', () => {
    const last = 253_402_300_799_999;
    for (const ms of [last, last + 1, last + 90 * 86_400_000, 8.64e15]) {
      expect(formatInstant(ms as Instant)).toBe('9999-12-31T23:59:59.999Z');
    }
  });
});

describe('parseDuration', () => {
  it.each([
    ['30d', 2_592_000_000],
    ['12h', 43_200_000],
    ['45m', 2_700_000],
    ['90s', 90_000],
    ['0d', 0],
    ['007d', 604_800_000],
    ['99999999d', 8_639_999_913_600_000],
  ])('%s is %d ms', (text, ms) => expect(parseDuration(text)).toBe(ms));

  it.each([
    ['d'],
    ['30'],
    ['30 d'],
    ['-1d'],
    ['1.5h'],
    ['1w'],
    ['1D'],
    ['1d12h'],
    [''],
    ['999999999d'],
    [30],
    [null],
    [undefined],
  ])('%j is none', (text) => expect(parseDuration(text)).toBeUndefined());
});

const OFFSETS = [0, 60, -420, 330, -720, 840, 1];

/** A random instant between 1900 and 2100 to the nanosecond, in a random spelling. */
function spelled(): fc.Arbitrary<{ text: string; nanos: bigint }> {
  return fc
    .record({
      seconds: fc.integer({ min: -2_208_988_800, max: 4_102_444_800 }),
      digits: fc.integer({ min: 0, max: 9 }),
      fraction: fc.integer({ min: 0, max: 999_999_999 }),
      offset: fc.constantFrom(...OFFSETS),
      zone: fc.constantFrom('colon', 'plain', 'none', 'Z'),
      separator: fc.constantFrom('T', ' '),
    })
    .map(({ seconds, digits, fraction, offset, zone, separator }) => {
      const shift = zone === 'colon' || zone === 'plain' ? offset : 0;
      const local = new Date((seconds + shift * 60) * 1000).toISOString();
      const shown = String(fraction).padStart(9, '0').slice(0, digits);
      const text = `${local.slice(0, 10)}${separator}${local.slice(11, 19)}${digits > 0 ? '.' : ''}${shown}${zoneText(zone, shift)}`;
      return { text, nanos: BigInt(seconds) * 1_000_000_000n + BigInt(shown.padEnd(9, '0')) };
    });
}

function zoneText(zone: string, minutes: number): string {
  if (zone === 'none') return '';
  if (zone === 'Z') return 'Z';
  const hh = String(Math.floor(Math.abs(minutes) / 60)).padStart(2, '0');
  const mm = String(Math.abs(minutes) % 60).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${hh}${zone === 'colon' ? ':' : ''}${mm}`;
}

function floorDiv(value: bigint, by: bigint): bigint {
  return value >= 0n || value % by === 0n ? value / by : value / by - 1n;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
