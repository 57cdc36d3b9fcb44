import { describe, expect, it } from 'vitest';
import { withoutOvertaken } from '../../../../console/incident/history/without-overtaken.ts';

describe('withoutOvertaken', () => {
  it('keeps the last of updates that follow each other, and everything else', () => {
    const kinds = [
      'opened',
      'updated',
      'updated',
      'note',
      'updated',
      'resolved',
      'updated',
      'updated',
    ] as const;
    const kept = withoutOvertaken(kinds.map((kind, index) => ({ kind, index })));
    expect(kept.map(({ index }) => index)).toEqual([0, 2, 3, 4, 5, 7]);
  });
});
