import { describe, expect, it } from 'vitest';
import { QUICK_FILTERS, quickFilter, quickFilterOf } from '../../../console/incidents/quick-filters.ts';

describe('quickFilter', () => {
  it.each(QUICK_FILTERS)('is recognised: %s', (name) => {
    expect(quickFilterOf(quickFilter(name, 'ana'), 'ana')).toBe(name);
  });

  it('is mine only for me', () => {
    expect(quickFilterOf(quickFilter('mine', 'ana'), 'ben')).toBeUndefined();
  });

  it('is not one with a condition more', () => {
    const { operation, tokens } = quickFilter('open', 'ana');
    const more = { operation, tokens: [...tokens, { operator: ':', value: 'x' } as const] };
    expect(quickFilterOf(more, 'ana')).toBeUndefined();
  });
});
