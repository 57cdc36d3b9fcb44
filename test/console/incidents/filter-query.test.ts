import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromFilterQuery, toFilterQuery } from '../../../console/incidents/filter-query.ts';
import type { IncidentFilter } from '../../../src/api/contract/incidents.ts';
import { FILTER_OPERATORS, FILTER_PROPERTIES } from '../../../src/api/contract/list-choices.ts';

describe('fromFilterQuery', () => {
  it('takes back what toFilterQuery made', () => {
    const token = fc.record(
      {
        property: fc.constantFrom(...FILTER_PROPERTIES),
        operator: fc.constantFrom(...FILTER_OPERATORS),
        value: fc.string().map((text) => text.trim()),
      },
      { requiredKeys: ['operator', 'value'] },
    );
    const anyFilter: fc.Arbitrary<IncidentFilter> = fc.record({
      operation: fc.constantFrom('and', 'or'),
      tokens: fc.array(token, { maxLength: 50 }),
    });
    fc.assert(
      fc.property(anyFilter, (filter) => {
        expect(fromFilterQuery(toFilterQuery(filter))).toEqual(filter);
      }),
    );
  });

  it('leaves out what the contract does not know', () => {
    const tokens = [
      { propertyKey: 'nothing', operator: '=', value: 'x' },
      { propertyKey: 'status', operator: 'in', value: 'x' },
      { propertyKey: 'handling', operator: '=', value: null },
      { operator: ':', value: ` ${'x'.repeat(3000)}` },
    ];
    expect(fromFilterQuery({ operation: 'or', tokens })).toEqual({
      operation: 'or',
      tokens: [
        { property: 'handling', operator: '=', value: '' },
        { operator: ':', value: 'x'.repeat(2048) },
      ],
    });
  });

  it('has at most as many conditions as the contract takes', () => {
    const tokens = Array.from({ length: 60 }, (_, at) => ({ operator: ':', value: `${at}` }));
    expect(fromFilterQuery({ operation: 'and', tokens }).tokens).toHaveLength(50);
  });
});
