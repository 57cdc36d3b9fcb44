import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { valuesAt } from '../../../src/core/correlation/values-at.ts';
import type { Json } from '../../../src/core/json.ts';
import { compilePattern } from '../../../src/core/pattern/compile-pattern.ts';
import { patternLeaves } from '../../../src/core/pattern/pattern-leaves.ts';
import { deadMatchers, valuesOfMember } from '../../../src/core/pattern-logic/values-of-member.ts';
import { patternOf } from '../pattern/pattern-arbitraries.ts';
import { arbitraryFinding, arbitraryMatch } from './finding-arbitraries.ts';

const PATHS = ['Normalized.Product', 'Normalized.Control', 'Normalized.Severity', 'RecordState', 'Title'];

describe('the values of a member', () => {
  it.each<[string, Json, string, readonly Json[] | undefined]>([
    [
      'that are named',
      { Normalized: { Control: ['EC2.9', 'S3.3'] } },
      'Normalized.Control',
      ['EC2.9', 'S3.3'],
    ],
    ['that begin alike', { Normalized: { Control: [{ prefix: 'EC2.' }] } }, 'Normalized.Control', undefined],
    ['of an enumeration', { Title: ['x'] }, 'RecordState', ['ACTIVE', 'ARCHIVED']],
    [
      'of an enumeration without one',
      { RecordState: [{ 'anything-but': ['ACTIVE'] }] },
      'RecordState',
      ['ARCHIVED'],
    ],
    ['that another member excludes', { Normalized: { Product: ['Macie'] } }, 'Normalized.Control', []],
    ['that may be absent', { RecordState: ['ACTIVE', { exists: false }] }, 'RecordState', ['ACTIVE']],
    ['in a list', { Normalized: { Type: ['x'] } }, 'Normalized.Type', undefined],
    ['of which nothing is known', { Resources: { Type: ['x'] } }, 'Resources.Type', undefined],
    ['of several patterns', { $or: [{ Title: ['x'] }, { Title: ['y', 'x'] }] }, 'Title', ['x', 'y']],
    ['of an address, which has several spellings', { Title: ['10.0.0.1'] }, 'Title', undefined],
  ])('%s', (_name, json, path, expected) => {
    expect(valuesOfMember([patternOf(json)], path.split('.'))).toEqual(expected);
  });

  it('are all that findings have', () => {
    fc.assert(
      fc.property(
        arbitraryMatch,
        fc.constantFrom(...PATHS),
        fc.array(arbitraryFinding, { minLength: 20, maxLength: 20 }),
        (match, path, findings) => {
          const values = valuesOfMember(match, path.split('.'));
          if (values === undefined) return;
          const passing = findings.filter((each) => match.some((pattern) => compilePattern(pattern)(each)));
          const found = passing.flatMap((finding) => valuesAt(finding, path.split('.')));
          expect(values).toEqual(expect.arrayContaining(found));
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('a matcher that no finding passes', () => {
  it.each<[Json, readonly number[]]>([
    [{ RecordState: ['OPEN', 'ACTIVE', 'CLOSED'] }, [0, 2]],
    [{ Title: [5, 'x', { exists: false }, null] }, [0, 2, 3]],
    [
      {
        Normalized: { Vulnerability: ['CVE-2021-44228', 'CVE-21-1', { prefix: 'CVE-20' }, { suffix: '1' }] },
      },
      [1],
    ],
    [{ Resources: { Type: ['x', 5] } }, []],
    [{ Confidence: [{ numeric: ['>', 100] }, { numeric: ['<=', 100] }, 50.5] }, [0, 2]],
  ])('in %j is at %j', (json, expected) => {
    const [leaf] = patternLeaves(patternOf(json));
    expect(leaf && deadMatchers(leaf)).toEqual(expected);
  });

  it('is passed by none', () => {
    fc.assert(
      fc.property(
        arbitraryMatch,
        fc.array(arbitraryFinding, { minLength: 20, maxLength: 20 }),
        (match, findings) => {
          for (const leaf of match.flatMap(patternLeaves)) {
            for (const at of deadMatchers(leaf)) {
              const alone = patternOf({ [leaf.text]: [listOf(match, leaf.text)[at] ?? null] });
              if (listOf(match, leaf.text).length !== leaf.matchers.length) continue;
              expect(findings.filter(compilePattern(alone))).toEqual([]);
            }
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});

/** The list of matchers at a path, where only one of the patterns has it. */
function listOf(match: readonly { readonly json: Json }[], text: string): readonly Json[] {
  const found: Json[][] = [];
  const look = (json: Json): void => {
    for (const [name, value] of Object.entries(json ?? {}) as [string, Json][]) {
      if (name === text) found.push(value as Json[]);
      else if (name === '$or') for (const inner of value as Json[]) look(inner);
    }
  };
  for (const { json } of match) look(json);
  return found.length === 1 ? (found[0] ?? []) : [];
}
