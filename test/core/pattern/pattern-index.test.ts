import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/core/json.ts';
import { compilePattern } from '../../../src/core/pattern/compile-pattern.ts';
import { createPatternIndex } from '../../../src/core/pattern/pattern-index.ts';
import { arbitraryEvent, arbitraryPattern, eventNear, patternOf } from './pattern-arbitraries.ts';

const BACKDOOR = patternOf({ Normalized: { Product: ['GuardDuty'], Type: [{ prefix: 'Backdoor:EC2/' }] } });
const CRITICAL = patternOf({ Normalized: { Product: ['Inspector'], Severity: ['CRITICAL'] } });
const UNSEEN = patternOf({ Normalized: { Control: [{ exists: false }] } });

const FOLDED = patternOf({ Normalized: { Product: [{ 'equals-ignore-case': 'Macie' }], Control: [''] } });

function finding(members: JsonObject): JsonObject {
  return { Id: 'f', Normalized: members };
}

const arbitraryCase = fc
  .array(fc.array(arbitraryPattern, { maxLength: 3 }), { minLength: 1, maxLength: 6 })
  .chain((patternsOf) => {
    const near = patternsOf.flat().map((pattern) => eventNear(pattern));
    return fc.tuple(
      fc.constant(patternsOf),
      fc.array(fc.oneof(arbitraryEvent, ...near), { minLength: 1, maxLength: 6 }),
    );
  });

describe('createPatternIndex', () => {
  it.each<[string, JsonObject, readonly string[]]>([
    ['nothing', finding({ Product: 'Macie', Control: 'S3.1' }), []],
    [
      'by prefix',
      finding({ Product: 'GuardDuty', Type: ['x', 'Backdoor:EC2/DNS'], Control: '' }),
      ['first', 'both'],
    ],
    ['by value', finding({ Product: 'Inspector', Severity: 'CRITICAL', Control: '' }), ['both']],
    ['by value in any case', finding({ Product: 'mACIE', Control: '' }), ['folded']],
    ['by absence', finding({ Product: 'Inspector', Severity: 'LOW' }), ['absent']],
    [
      'several in the order of the entries',
      finding({ Product: 'GuardDuty', Type: 'Backdoor:EC2/DNS' }),
      ['absent', 'first', 'both'],
    ],
  ])('finds %s', (_, event, expected) => {
    const index = createPatternIndex([
      { patterns: [UNSEEN], value: 'absent' },
      { patterns: [BACKDOOR], value: 'first' },
      { patterns: [], value: 'never' },
      { patterns: [FOLDED], value: 'folded' },
      { patterns: [CRITICAL, BACKDOOR, CRITICAL], value: 'both' },
    ]);
    expect(index.match(event)).toEqual(expected);
    expect(index.match(event)).toEqual(expected);
  });

  it('keeps no memory of the event before', () => {
    const index = createPatternIndex([{ patterns: [BACKDOOR], value: 1 }]);
    const event = finding({ Product: 'GuardDuty', Type: 'Backdoor:EC2/DNS' });
    expect([event, finding({}), {}, event].map((each) => index.match(each).length)).toEqual([1, 0, 0, 1]);
  });

  it('forgets remembered values, not rules, after many different values', () => {
    const index = createPatternIndex([{ patterns: [BACKDOOR], value: 1 }]);
    const hits = Array.from({ length: 5000 }, (_, n) => {
      const type = n % 3 === 0 ? `Backdoor:EC2/${n}` : `Trojan:EC2/${n}`;
      return index.match(finding({ Product: 'GuardDuty', Type: type })).length;
    });
    expect(hits).toEqual(hits.map((_, n) => (n % 3 === 0 ? 1 : 0)));
  });

  it('agrees with one pattern at a time', () => {
    fc.assert(
      fc.property(arbitraryCase, ([patternsOf, events]) => {
        const index = createPatternIndex(patternsOf.map((patterns, value) => ({ patterns, value })));
        const tests = patternsOf.map((patterns) => patterns.map(compilePattern));
        for (const event of events) {
          const expected = tests.flatMap((each, value) => (each.some((test) => test(event)) ? [value] : []));
          expect(index.match(event)).toEqual(expected);
        }
      }),
      { numRuns: 1500 },
    );
  });

  it('survives deep lists before a gate', () => {
    const event = JSON.parse(
      `{"Normalized":{"Type":${'['.repeat(50_000)}"Backdoor:EC2/"${']'.repeat(50_000)}}}`,
    );
    expect(createPatternIndex([{ patterns: [BACKDOOR], value: 1 }]).match(event)).toEqual([]);
  });
});
