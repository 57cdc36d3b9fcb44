import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { harmlessText, withoutControls } from '../../src/core/harmless-text.ts';

describe('harmlessText', () => {
  it.each([
    ['plain text', 'plain text'],
    ['Überprüfung 東京 🚨', 'Überprüfung 東京 🚨'],
    ['line\r\nbreak\tand tab', 'line  break and tab'],
    ['\u001b[2J\u001b[31mred', '\uFFFD[2J\uFFFD[31mred'],
    ['\u009b31m', '\uFFFD31m'],
    ['\u0007\u0000\u0008\u007f', '\uFFFD\uFFFD\uFFFD\uFFFD'],
    ['\u202Eevil\u2066\u2069\u200F\u061C', '\uFFFDevil\uFFFD\uFFFD\uFFFD\uFFFD'],
    ['a\u200Bb\uFEFFc\u{E0041}', 'a\uFFFDb\uFFFDc\uFFFD\uFFFD'],
    ['\uD800 half', '\uFFFD half'],
    ['para\u2028graph', 'para\uFFFDgraph'],
  ])('makes %j harmless', (text, harmless) => {
    expect(harmlessText(text)).toBe(harmless);
  });

  it('cuts text that is too long', () => {
    expect(harmlessText('x'.repeat(1_000_000)).length).toBe(4097);
    expect(harmlessText('abcdef', 3)).toBe('abc…');
  });

  it('keeps the length where columns count', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(withoutControls(text)).toHaveLength(text.length);
        expect(withoutControls(text)).toBe(harmlessText(text.replace(/[\n\r\t]/g, '\u0000')));
      }),
    );
  });

  it('leaves nothing that a terminal obeys', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(harmlessText(text)).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
      }),
    );
  });
});
