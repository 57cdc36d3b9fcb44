import { describe, expect, it } from 'vitest';
import { parseListSearch } from '../../../console/incidents/list-address.ts';
import { incidentsAddress } from '../../../console/shared/incidents-address.ts';

describe('incidentsAddress', () => {
  it.each([
    ['one property', { status: 'open' }],
    ['incidents without a value', { status: 'open', handling: '' }],
    ['what an address has to escape', { entity: 'arn:aws:s3:::a&b=c#d?"é%' }],
  ] as const)('is what the list takes for %s', (_, values) => {
    const { pathname, search } = new URL(incidentsAddress(values), 'http://localhost');
    expect(pathname).toBe('/incidents');
    const { state, broken } = parseListSearch(search);
    expect(broken).toEqual([]);
    expect(state.filter).toEqual({
      operation: 'and',
      tokens: Object.entries(values).map(([property, value]) => ({ property, operator: '=', value })),
    });
  });
});
