import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseListSearch, toListAddress, toListSearch } from '../../../console/incidents/list-address.ts';
import {
  DEFAULT_STATE,
  type ListState,
  PAGE_MAX,
  PAGE_SIZES,
} from '../../../console/incidents/list-state.ts';
import { incidentQuerySchema } from '../../../src/api/contract/incidents.ts';
import { FILTER_OPERATORS, FILTER_PROPERTIES, SORT_COLUMNS } from '../../../src/api/contract/list-choices.ts';

const token = fc.record(
  {
    property: fc.constantFrom(...FILTER_PROPERTIES),
    operator: fc.constantFrom(...FILTER_OPERATORS),
    value: fc.oneof(
      fc.string({ unit: 'binary', maxLength: 30 }),
      fc.constantFrom('%41', '&page=9', '+', '#', '"'),
    ),
  },
  { requiredKeys: ['operator', 'value'] },
);

const anyState: fc.Arbitrary<ListState> = fc.record(
  {
    filter: fc
      .record({ operation: fc.constantFrom('and', 'or'), tokens: fc.array(token, { maxLength: 6 }) })
      // Of one condition it makes no difference.
      .map(({ operation, tokens }) => ({
        operation: tokens.length > 1 ? operation : ('and' as const),
        tokens,
      })),
    sort: fc.constantFrom(...SORT_COLUMNS),
    order: fc.constantFrom('asc', 'desc'),
    page: fc.integer({ min: 1, max: PAGE_MAX }),
    size: fc.constantFrom(...PAGE_SIZES),
  },
  { requiredKeys: ['filter', 'sort', 'order', 'page'] },
);

describe('toListSearch', () => {
  it('is read back as it was written', () => {
    fc.assert(
      fc.property(anyState, (state) => {
        expect(parseListSearch(toListSearch(state))).toEqual({ state, broken: [] });
      }),
    );
  });

  it('is read back from a real address too', () => {
    fc.assert(
      fc.property(anyState, (state) => {
        const { pathname, search } = new URL(toListAddress(state), 'http://localhost');
        expect(pathname).toBe('/incidents');
        expect(parseListSearch(search).state).toEqual(state);
      }),
    );
  });

  it('says nothing of what is as by default', () => {
    expect(toListAddress({})).toBe('/incidents');
    expect(toListAddress({ sort: 'title', order: 'desc', page: 2, size: 100 })).toBe(
      '/incidents?sort=title&order=desc&page=2&size=100',
    );
  });
});

describe('parseListSearch', () => {
  it('takes whatever text there is, and answers with what the server takes', () => {
    const value = fc.oneof(fc.string(), fc.json(), fc.webQueryParameters(), fc.integer().map(String));
    const name = fc.constantFrom('filter', 'sort', 'order', 'page', 'size', '__proto__', 'lang');
    fc.assert(
      fc.property(fc.array(fc.tuple(name, value)), (members) => {
        const { state } = parseListSearch(new URLSearchParams(members).toString());
        const { page, size = 50, filter, ...rest } = state;
        const asked = { ...rest, filter: JSON.stringify(filter), offset: (page - 1) * size, limit: size };
        expect(incidentQuerySchema.safeParse(asked).success).toBe(true);
      }),
    );
  });

  const token = { property: 'status', operator: '=', value: 'open' };
  it.each([
    ['sort', 'sort=__proto__'],
    ['sort', 'sort=Title'],
    ['order', 'order=up'],
    ['page', 'page=0'],
    ['page', 'page=-1'],
    ['page', 'page=1e3'],
    ['page', 'page=50001'],
    ['page', 'page=99999999999999999999'],
    ['size', 'size=51'],
    ['filter', 'filter='],
    ['filter', 'filter=null'],
    ['filter', 'filter=[]'],
    ['filter', 'filter={"operation":"and"'],
    ['filter', filterOf({ operation: 'nor', tokens: [] })],
    ['filter', filterOf({ operation: 'and', tokens: {} })],
    ['filter', filterOf({ operation: 'and', tokens: [null] })],
    ['filter', filterOf({ operation: 'and', tokens: [{ ...token, property: 'constructor' }] })],
    ['filter', filterOf({ operation: 'and', tokens: [{ ...token, property: null }] })],
    ['filter', filterOf({ operation: 'and', tokens: [{ ...token, operator: '~' }] })],
    ['filter', filterOf({ operation: 'and', tokens: [{ ...token, value: 1 }] })],
    ['filter', filterOf({ operation: 'and', tokens: [{ ...token, value: 'x'.repeat(2049) }] })],
    ['filter', filterOf({ operation: 'and', tokens: Array.from({ length: 51 }, () => token) })],
    ['filter', 'filter=%E0%A4%A'],
  ])('falls back where `%s` cannot be read: %.60s', (name, search) => {
    expect(parseListSearch(search)).toEqual({ state: DEFAULT_STATE, broken: [name] });
  });

  it('keeps what can be read beside what cannot', () => {
    const { state, broken } = parseListSearch('sort=account&order=sideways&page=3');
    expect(state).toEqual({ ...DEFAULT_STATE, sort: 'account', page: 3 });
    expect(broken).toEqual(['order']);
  });

  it('takes over nothing that a condition has besides', () => {
    const { state } = parseListSearch(
      filterOf({
        operation: 'or',
        more: 1,
        tokens: [
          { ...token, html: '<b>' },
          { operator: ':', value: 'x' },
        ],
      }),
    );
    expect(state.filter).toEqual({ operation: 'or', tokens: [token, { operator: ':', value: 'x' }] });
  });
});

function filterOf(filter: object): string {
  return `filter=${encodeURIComponent(JSON.stringify(filter))}`;
}
