import { describe, expect, it } from 'vitest';
import { incidentsAddress } from '../../../console/shared/incidents-address.ts';
import { incidentQuerySchema } from '../../../src/api/contract/incidents.ts';

describe('incidentsAddress', () => {
  it.each([
    ['one property', { status: 'open' }],
    ['incidents without a value', { status: 'open', handling: '' }],
    ['what an address has to escape', { entity: 'arn:aws:s3:::a&b=c#d?"é%' }],
  ] as const)('is what the API takes for %s', (_, values) => {
    const { pathname, searchParams } = new URL(incidentsAddress(values), 'http://localhost');
    expect(pathname).toBe('/incidents');
    expect(incidentQuerySchema.parse(Object.fromEntries(searchParams)).filter).toEqual({
      operation: 'and',
      tokens: Object.entries(values).map(([property, value]) => ({ property, operator: '=', value })),
    });
  });
});
