import { describe, expect, it } from 'vitest';
import { RAW_LENGTH_MAX, rawFindingText } from '../../../../console/incident/findings/raw-finding-text.ts';
import { visibleText } from '../../../../console/incident/findings/visible-text.ts';

describe('visibleText', () => {
  it.each([
    ['direction overrides', 'a\u202eb\u2066c', 'a\\u202eb\\u2066c'],
    ['controls', 'a\u0000\u001b[31m\u0085', 'a\\u0000\\u001b[31m\\u0085'],
    ['zero width', 'a\u200bb\ufeff', 'a\\u200bb\\ufeff'],
    ['tags beyond the basic plane', '\u{e0041}', '\\udb40\\udc41'],
    ['fillers and variation selectors', '\u3164\ufe0f', '\\u3164\\ufe0f'],
    ['half of a pair', '\ud800', '\\ud800'],
    ['line separators', '\u2028', '\\u2028'],
  ])('shows %s', (_, text, shown) => {
    expect(visibleText(text)).toBe(shown);
  });

  it.each(['plain', '日本語、漢字', 'line\nfeed', 'é 😀 <img src=x onerror=alert(1)>'])(
    'leaves %j',
    (text) => {
      expect(visibleText(text)).toBe(text);
    },
  );
});

describe('rawFindingText', () => {
  it('is still the same JSON', () => {
    const finding = { Title: '\u202egnp.exe\u0007', Nested: { 'ke\u200by': ['\u{e0041}', '\ud800'] } };
    const { text, isCut } = rawFindingText(finding);
    expect(JSON.parse(text)).toEqual(finding);
    expect(text).toMatch(/^[\n\x20-\x7e]*$/);
    expect(isCut).toBe(false);
  });

  it('is cut where it is very long', () => {
    const { text, isCut } = rawFindingText({ Title: 'x'.repeat(RAW_LENGTH_MAX) });
    expect(isCut).toBe(true);
    expect(text.length).toBe(RAW_LENGTH_MAX);
  });
});
