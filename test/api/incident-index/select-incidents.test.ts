import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SORT_COLUMNS } from '../../../src/api/contract/list-choices.ts';
import type { IndexedIncident } from '../../../src/api/incident-index/incident-index.ts';
import { selectIncidents, selectPage } from '../../../src/api/incident-index/select-incidents.ts';
import { SEVERITY_LABELS } from '../../../src/core/finding/finding.ts';
import type { Instant } from '../../../src/core/instant.ts';
import { NOW } from '../make-api.ts';
import { indexOf, makeIndexed } from './make-incidents.ts';

const SIGHT = { now: NOW, titleOf: () => undefined };
const NO_FILTER = { operation: 'and', tokens: [] } as const;

const instant = fc.integer({ min: 0, max: 5 }).map((hours) => (NOW - hours * 3_600_000) as Instant);

/** Few values of everything, so that much is alike. */
const incident = fc
  .record({
    status: fc.constantFrom('open' as const, 'resolved' as const),
    severity: fc.constantFrom(...SEVERITY_LABELS),
    rule: fc.record({ id: fc.constantFrom('a', 'b'), version: fc.constant(1) }),
    entity: fc.record(
      { type: fc.constant('x'), key: fc.constantFrom('k1', 'k2'), account: fc.constantFrom('1', '2') },
      { requiredKeys: ['type', 'key'] },
    ),
    openedAt: instant,
    updatedAt: instant,
    evidence: fc.nat({ max: 3 }),
    title: fc.constantFrom('one', 'two'),
    handling: fc.record(
      {
        state: fc.constantFrom('acknowledged' as const, 'risk-accepted' as const),
        assignee: fc.constantFrom('ada', 'bea'),
        until: instant,
        by: fc.constant('ada'),
        at: fc.constant(NOW),
      },
      { requiredKeys: ['by', 'at'] },
    ),
  })
  .map((overrides) => overrides as Partial<IndexedIncident>);

const incidents = fc
  .array(incident, { maxLength: 700 })
  .map((all) => all.map((overrides, at) => makeIndexed({ ...overrides, id: `i${(at * 7919) % 10_007}` })));

describe('selectPage', () => {
  it.each(SORT_COLUMNS)('covers everything once, by %s', (sort) => {
    fc.assert(
      fc.property(
        incidents,
        fc.integer({ min: 1, max: 200 }),
        fc.constantFrom('asc' as const, 'desc' as const),
        (all, limit, order) => {
          const index = indexOf(all);
          const selection = { filter: NO_FILTER, sort, order };
          const pages: IndexedIncident[] = [];
          for (let offset = 0; offset < all.length + limit; offset += limit) {
            const { page, count } = selectPage(index, { ...selection, offset, limit }, SIGHT);
            expect(count).toBe(all.length);
            pages.push(...page);
          }
          expect(pages.map(({ id }) => id)).toEqual(
            selectIncidents(index, selection, SIGHT).map(({ id }) => id),
          );
          expect(new Set(pages).size).toBe(all.length);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('gives nothing behind the end', () => {
    const index = indexOf([makeIndexed()]);
    const asked = { filter: NO_FILTER, sort: 'urgency', order: 'asc', offset: 5, limit: 10 } as const;
    expect(selectPage(index, asked, SIGHT)).toEqual({ page: [], count: 1 });
    expect(selectPage(indexOf([]), { ...asked, offset: 0 }, SIGHT)).toEqual({ page: [], count: 0 });
  });
});

describe('selectIncidents', () => {
  const all = [
    makeIndexed({ id: 'mild', severity: 'LOW' }),
    makeIndexed({ id: 'old', severity: 'CRITICAL', updatedAt: 1 as Instant }),
    makeIndexed({ id: 'done', severity: 'CRITICAL', status: 'resolved' }),
    makeIndexed({ id: 'new', severity: 'CRITICAL' }),
  ];

  it('puts what is urgent first: open before resolved, severe before mild, new before old', () => {
    const found = selectIncidents(indexOf(all), { filter: NO_FILTER, sort: 'urgency', order: 'asc' }, SIGHT);
    expect(found.map(({ id }) => id)).toEqual(['new', 'old', 'mild', 'done']);
  });

  it('sorts what is alike by urgency, whichever way the column goes', () => {
    const found = selectIncidents(indexOf(all), { filter: NO_FILTER, sort: 'rule', order: 'desc' }, SIGHT);
    expect(found.map(({ id }) => id)).toEqual(['new', 'old', 'mild', 'done']);
  });
});
