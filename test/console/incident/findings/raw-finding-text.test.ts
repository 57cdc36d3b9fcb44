import { describe, expect, it } from 'vitest';
import { RAW_LENGTH_MAX, rawFindingText } from '../../../../console/incident/findings/raw-finding-text.ts';

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
