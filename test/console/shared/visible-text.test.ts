import { describe, expect, it } from 'vitest';
import { visibleText } from '../../../console/shared/visible-text.ts';

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
