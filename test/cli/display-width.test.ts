import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutToWidth, displayWidth, padToWidth, wrapToWidth } from '../../src/cli/display-width.ts';
import { harmlessText } from '../../src/core/harmless-text.ts';

const shownText = fc.string({ unit: 'grapheme', maxLength: 60 }).map((text) => harmlessText(text));

describe('displayWidth', () => {
  it.each([
    ['abc', 3],
    ['', 0],
    ['東京', 4],
    ['한글', 4],
    ['ｆｕｌｌ', 8],
    ['e\u0301', 1],
    ['🚨', 2],
    ['🇩🇪', 2],
    ['👍🏽', 2],
    ['é…“', 3],
  ])('of %j is %i', (text, width) => {
    expect(displayWidth(text)).toBe(width);
  });
});

describe('padToWidth', () => {
  it('fills with spaces by columns, not by characters', () => {
    expect(padToWidth('東京', 6)).toBe('東京  ');
    expect(padToWidth('too long', 3)).toBe('too long');
  });
});

describe('cutToWidth', () => {
  it.each([
    ['abcdef', 6, 'abcdef'],
    ['abcdef', 4, 'abc…'],
    ['東京都庁', 5, '東京…'],
    ['東京都庁', 4, '東…'],
  ])('cuts %j to %i columns', (text, width, cut) => {
    expect(cutToWidth(text, width)).toBe(cut);
  });

  it('never exceeds its width', () => {
    fc.assert(
      fc.property(shownText, fc.integer({ min: 1, max: 40 }), (text, width) => {
        expect(displayWidth(cutToWidth(text, width))).toBeLessThanOrEqual(width);
      }),
    );
  });
});

describe('wrapToWidth', () => {
  it.each([
    ['one two three', 8, ['one two', 'three']],
    ['arn:aws:s3:::bucket/key', 12, ['arn:aws:s3::', ':bucket/key']],
    ['security-group-rule', 10, ['security-', 'group-rule']],
    ['abcdefghij', 4, ['abcd', 'efgh', 'ij']],
    ['東京都庁', 4, ['東京', '都庁']],
    ['', 4, ['']],
  ])('wraps %j to %i columns', (text, width, lines) => {
    expect(wrapToWidth(text, width)).toEqual(lines);
  });

  it('loses nothing but spaces, and keeps its width', () => {
    fc.assert(
      fc.property(shownText, fc.integer({ min: 2, max: 40 }), (text, width) => {
        const lines = wrapToWidth(text, width);
        expect(lines.join('').replaceAll(/\s/g, '')).toBe(text.replaceAll(/\s/g, ''));
        for (const line of lines) expect(displayWidth(line)).toBeLessThanOrEqual(width);
      }),
    );
  });
});
