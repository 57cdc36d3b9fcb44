import { describe, expect, it } from 'vitest';
import { offsetOf, placeText } from '../../../console/rules/text-place.ts';

describe('offsetOf', () => {
  const text = 'id: a\n\nsignals:\n  b: c';
  it.each([
    ['the beginning', 1, 1, 0],
    ['within a line', 1, 5, 4],
    ['an empty line', 2, 1, 6],
    ['a later line', 4, 3, 18],
    ['the end of a line for what is beyond it', 1, 99, 5],
    ['the end of the text for a line beyond it', 99, 1, text.length],
    ['the beginning of a line for no column', 3, 0, 7],
  ])('finds %s', (_, line, column, offset) => {
    expect(offsetOf(text, line, column)).toBe(offset);
  });
});

describe('placeText', () => {
  it('leaves out a column that is not known', () => {
    expect(placeText(12, 5)).toBe('12:5');
    expect(placeText(12, undefined)).toBe('12');
  });
});
