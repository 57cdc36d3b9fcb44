import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '../../../src/core/json.ts';
import { compilePattern } from '../../../src/core/pattern/compile-pattern.ts';
import { exampleFinding } from '../../../src/core/pattern-logic/example-finding.ts';
import { everyFindingPasses, noneCanPass } from '../../../src/core/pattern-logic/verdicts.ts';
import { patternOf } from '../pattern/pattern-arbitraries.ts';
import { decidableMatches } from './every-finding.ts';
import { arbitraryMatch } from './finding-arbitraries.ts';

describe('an example of a finding', () => {
  it.each<[Json, Json]>([
    [
      { Normalized: { Product: ['GuardDuty'], Type: ['a'] } },
      { Normalized: { Product: 'GuardDuty', Type: ['a'] } },
    ],
    [{ Normalized: { Control: ['EC2.9'] } }, { Normalized: { Control: 'EC2.9', Product: 'Security Hub' } }],
    [
      { Severity: { Label: ['CRITICAL', { exists: false }] }, Normalized: { Severity: ['LOW'] } },
      { Normalized: { Severity: 'LOW' } },
    ],
    [
      { Severity: { Label: ['CRITICAL', 'HIGH'] }, Normalized: { Severity: ['LOW', 'HIGH'] } },
      { Severity: { Label: 'HIGH' }, Normalized: { Severity: 'HIGH' } },
    ],
    [
      { Normalized: { Product: ['GuardDuty', 'Security Hub'], Control: ['EC2.9'] } },
      { Normalized: { Product: 'Security Hub', Control: 'EC2.9' } },
    ],
    [
      { Normalized: { Product: ['GuardDuty'], Control: ['EC2.9', { exists: false }] } },
      { Normalized: { Product: 'GuardDuty' } },
    ],
    [
      { Normalized: { Control: ['EC2.9'], Product: ['Inspector', 'Security Hub'] } },
      { Normalized: { Control: 'EC2.9', Product: 'Security Hub' } },
    ],
    [
      { Normalized: { Severity: ['LOW', 'HIGH'] }, Severity: { Label: ['HIGH', 'CRITICAL'] } },
      { Normalized: { Severity: 'HIGH' }, Severity: { Label: 'HIGH' } },
    ],
    [
      { Normalized: { Severity: ['LOW', 'HIGH'] }, Severity: { Label: [{ exists: false }, 'HIGH'] } },
      { Normalized: { Severity: 'HIGH' }, Severity: { Label: 'HIGH' } },
    ],
    [{ Normalized: { Severity: [{ exists: false }] }, Severity: { Label: [{ exists: false }, 'LOW'] } }, {}],
    [{ RecordState: ['OPEN', 'ACTIVE'] }, { RecordState: 'ACTIVE' }],
    [{ Region: [{ exists: false }], Title: ['x'] }, { Title: 'x' }],
    [{ Resources: { Type: ['x'], Id: ['y'] } }, { Resources: { Type: 'x', Id: 'y' } }],
  ])('of %j', (json, example) => {
    expect(exampleFinding([patternOf(json)])).toEqual(example);
  });

  it('of what none can pass is none', () => {
    expect(exampleFinding([patternOf({ RecordState: ['OPEN'] })])).toBeUndefined();
    expect(exampleFinding([patternOf({ RecordState: ['ARCHIVED'] })], { isOpen: true })).toBeUndefined();
  });

  it('passes', () => {
    fc.assert(
      fc.property(arbitraryMatch, (match) => {
        const example = exampleFinding(match);
        if (example === undefined) return;
        expect(match.some((pattern) => compilePattern(pattern)(example))).toBe(true);
        expect(noneCanPass(match)).not.toBe('yes');
      }),
      { numRuns: 500 },
    );
  });

  it('is there wherever it can be decided, and passes all that its patterns imply', () => {
    fc.assert(
      fc.property(decidableMatches, ([match, other]) => {
        const example = exampleFinding(match);
        expect(example === undefined).toBe(noneCanPass(match) === 'yes');
        if (example === undefined || everyFindingPasses(match, other) !== 'yes') return;
        const isLacking = Object.keys(Object.assign({}, ...other.map(({ json }) => json))).some(
          (path) => !match.every(({ json }) => path in json),
        );
        if (!isLacking) expect(other.some((pattern) => compilePattern(pattern)(example))).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
