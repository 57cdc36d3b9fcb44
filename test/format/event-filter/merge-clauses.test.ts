import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BUS_MEMBERS, type BusClause } from '../../../src/core/bus/bus-clause.ts';
import {
  PATTERN_CHARACTERS_MAX,
  patternCharacters,
  toFindingsPattern,
} from '../../../src/core/bus/event-pattern.ts';
import type { Json, JsonObject } from '../../../src/core/json.ts';
import { mergeClauses } from '../../../src/format/event-filter/merge-clauses.ts';
import { packClauses } from '../../../src/format/event-filter/pack-clauses.ts';
import { splitClause } from '../../../src/format/event-filter/split-clause.ts';
import { busWith, importedEvent } from './let-in.ts';

const TEXTS = ['', 'a', 'ab', 'b', '10.0.0.1', '010.0.0.1'];

const matcher = fc.constantFrom<Json>(
  ...['a', 'ab', 'b', '10.0.0.1', { prefix: 'a' }, { suffix: 'b' }, { prefix: '10.' }, { exists: false }],
  { 'anything-but': ['a'] },
);

const arbitraryClause: fc.Arbitrary<BusClause> = fc
  .uniqueArray(fc.constantFrom(...BUS_MEMBERS), { minLength: 1, maxLength: 3 })
  .chain((members) =>
    fc.tuple(
      ...members.map((member) =>
        fc.tuple(fc.constant(member), fc.array(matcher, { minLength: 1, maxLength: 3 })),
      ),
    ),
  )
  .map((entries) => new Map(entries));

const text = fc.option(fc.constantFrom(...TEXTS), { nil: undefined });

const arbitraryFinding: fc.Arbitrary<JsonObject> = fc
  .record({
    ProductArn: text,
    GeneratorId: text,
    AwsAccountId: text,
    Region: text,
    id: text,
    types: fc.option(fc.array(text, { maxLength: 3 }), { nil: undefined }),
  })
  .map(({ id, types, ...members }) => ({
    ...members,
    Resources: types?.map((Type) => ({ Type })),
    ...(id !== undefined && { Compliance: { SecurityControlId: id } }),
  }))
  .map((finding) => JSON.parse(JSON.stringify(finding)) as JsonObject);

/** Each clause in a pattern of its own: what merged, split and packed clauses must agree with. */
function naive(clauses: readonly BusClause[]) {
  return busWith(clauses.map((clause) => toFindingsPattern([clause])));
}

describe('merged clauses', () => {
  it('let in what the clauses let in, and nothing else, whatever their order', () => {
    let fewer = 0;
    fc.assert(
      fc.property(
        fc.array(arbitraryClause, { maxLength: 8, size: 'max' }),
        fc.array(arbitraryFinding, { minLength: 5, maxLength: 10 }),
        (clauses, findings) => {
          const merged = mergeClauses(clauses);
          expect(mergeClauses(clauses.toReversed())).toEqual(merged);
          if (merged.length < clauses.length) fewer += 1;
          const [isLetIn, isLetInMerged] = [
            naive(clauses),
            busWith(packClauses(merged).map(toFindingsPattern)),
          ];
          for (const event of findings.map(importedEvent)) expect(isLetInMerged(event)).toBe(isLetIn(event));
        },
      ),
      { numRuns: 1500 },
    );
    expect(fewer).toBeGreaterThan(100);
  });
});

describe('a clause that is too long', () => {
  const many = (prefix: string, count: number): readonly Json[] =>
    Array.from({ length: count }, (_, index) => `${prefix}${index}`);

  it.each<[string, BusClause, number]>([
    ['in no member', new Map([['Region', ['a']]]), 1],
    ['in one member', new Map([['GeneratorId', many('generator-', 300)]]), 4],
    [
      'in two',
      new Map([
        ['GeneratorId', many('generator-', 150)],
        ['AwsAccountId', many('1111222200', 150)],
      ]),
      8,
    ],
    ['with one long matcher', new Map([['GeneratorId', ['x'.repeat(1700), ...many('y', 100)]]]), 4],
  ])('%s', (_name, clause, piecesMax) => {
    const pieces = splitClause(clause);
    expect(pieces.length).toBeLessThanOrEqual(piecesMax);
    for (const piece of pieces) {
      expect(patternCharacters(toFindingsPattern([piece]))).toBeLessThanOrEqual(PATTERN_CHARACTERS_MAX);
    }
    const isLetIn = naive(pieces);
    const values = [...clause].map(([member, list]) => list.map((value) => [member, value] as const));
    const last = Object.fromEntries(values.map((list) => list.at(-1) ?? []));
    const first = Object.fromEntries(values.map((list) => list[0] ?? []));
    expect([first, last].map((finding) => isLetIn(importedEvent(finding)))).toEqual([true, true]);
  });
});

describe('packed clauses', () => {
  it('are all there, in patterns that are not too long and hardly more than needed', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 1800 }), { maxLength: 40 }), (lengths) => {
        const clauses = lengths.map((length): BusClause => new Map([['GeneratorId', ['x'.repeat(length)]]]));
        const sets = packClauses(clauses);
        expect(sets.flat().length).toBe(clauses.length);
        expect(new Set(sets.flat())).toEqual(new Set(clauses));
        const characters = sets.map((set) => patternCharacters(toFindingsPattern(set)));
        for (const each of characters) expect(each).toBeLessThanOrEqual(PATTERN_CHARACTERS_MAX);
        const halfFull = characters.filter((each) => each < PATTERN_CHARACTERS_MAX / 2);
        expect(halfFull.length).toBeLessThanOrEqual(1);
      }),
    );
  });
});
