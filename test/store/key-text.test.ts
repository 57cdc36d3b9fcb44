import { DatabaseSync } from 'node:sqlite';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromKeyText, toKeyText } from '../../src/store/key-text.ts';
import { HOSTILE_TEXTS } from './store-world.ts';

/** Texts near the surrogates, where the two orders differ. */
const texts = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc
    .array(
      fc.oneof(fc.integer({ min: 0xd7f0, max: 0xe010 }), fc.constantFrom(0, 1, 97, 0x100, 0x8ff, 0xffff)),
    )
    .map((units) => String.fromCharCode(...units)),
);

const compare = new DatabaseSync(':memory:').prepare(
  'SELECT (?1 > ?2) - (?1 < ?2) AS sign, ?1 AS a, ?2 AS b',
);

describe('key texts', () => {
  it.each(HOSTILE_TEXTS)('come back: %j', (text) => {
    expect(fromKeyText(toKeyText(text))).toBe(text);
  });

  it('leave an ordinary text as it is', () => {
    expect(toKeyText('arn:aws:s3:::ü-\uE000')).toBe('arn:aws:s3:::ü-\uE000');
  });

  it('go through SQLite unchanged, and sort there as in JavaScript', () => {
    const property = fc.property(texts, texts, (a, b) => {
      const row = compare.get(toKeyText(a), toKeyText(b));
      expect(row?.sign).toBe(a < b ? -1 : a > b ? 1 : 0);
      expect(fromKeyText(String(row?.a))).toBe(a);
      expect(fromKeyText(String(row?.b))).toBe(b);
    });
    fc.assert(property, { numRuns: 500 });
  });
});
