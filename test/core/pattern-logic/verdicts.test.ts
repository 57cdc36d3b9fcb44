import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../../src/core/json.ts';
import { compilePattern } from '../../../src/core/pattern/compile-pattern.ts';
import type { Pattern } from '../../../src/core/pattern/pattern.ts';
import {
  everyFindingPasses,
  excludeEachOther,
  noneCanPass,
  type Verdict,
} from '../../../src/core/pattern-logic/verdicts.ts';
import { patternOf } from '../pattern/pattern-arbitraries.ts';
import { decidableMatches, everyFinding } from './every-finding.ts';
import { arbitraryFinding, arbitraryMatch } from './finding-arbitraries.ts';

function passing(match: readonly Pattern[]): (finding: JsonObject) => boolean {
  const tests = match.map(compilePattern);
  return (finding) => tests.some((test) => test(finding));
}

function yesOrNo(isSo: boolean): Verdict {
  return isSo ? 'yes' : 'no';
}

describe('what can be decided is decided, as every finding shows', () => {
  it('whether none can pass', () => {
    fc.assert(
      fc.property(decidableMatches, ([match]) => {
        expect(noneCanPass(match)).toBe(yesOrNo(!everyFinding(match).some(passing(match))));
      }),
    );
  });

  it('whether all that pass one pass the other', () => {
    fc.assert(
      fc.property(decidableMatches, ([match, other]) => {
        const findings = everyFinding([...match, ...other]).filter(passing(match));
        expect(everyFindingPasses(match, other)).toBe(yesOrNo(findings.every(passing(other))));
      }),
    );
  });

  it('whether none passes both', () => {
    fc.assert(
      fc.property(decidableMatches, ([match, other]) => {
        const findings = everyFinding([...match, ...other]).filter(passing(match));
        expect(excludeEachOther(match, other)).toBe(yesOrNo(!findings.some(passing(other))));
      }),
    );
  });
});

describe('no finding contradicts a verdict, whatever the operators', () => {
  const findings = fc.array(arbitraryFinding, { minLength: 20, maxLength: 20 });
  const runs = { numRuns: 400 };

  it('that none can pass', () => {
    fc.assert(
      fc.property(arbitraryMatch, findings, (match, all) => {
        if (noneCanPass(match) === 'yes') expect(all.filter(passing(match))).toEqual([]);
      }),
      runs,
    );
  });

  it('that all pass', () => {
    fc.assert(
      fc.property(arbitraryMatch, arbitraryMatch, findings, (match, other, all) => {
        if (everyFindingPasses(match, other) !== 'yes') return;
        expect(all.filter(passing(match)).filter((each) => !passing(other)(each))).toEqual([]);
      }),
      runs,
    );
  });

  it('that none passes both', () => {
    fc.assert(
      fc.property(arbitraryMatch, arbitraryMatch, findings, (match, other, all) => {
        if (excludeEachOther(match, other) !== 'yes') return;
        expect(all.filter(passing(match)).filter(passing(other))).toEqual([]);
      }),
      runs,
    );
  });

  it('that all pass what is asked for with more besides', () => {
    fc.assert(
      fc.property(arbitraryMatch, arbitraryMatch, (match, more) => {
        expect(everyFindingPasses(match, [...more, ...match])).not.toBe('no');
      }),
    );
  });
});

function epss(...numeric: readonly Json[]): Json {
  return { Vulnerabilities: { EpssScore: [{ numeric }] } };
}

function matchOf(json: Json): readonly Pattern[] {
  return [patternOf(json)];
}

describe('no finding passes', () => {
  it.each<[string, Json, Verdict]>([
    ['a label', { Severity: { Label: ['HIGH'] } }, 'no'],
    ['a label that is none', { Severity: { Label: ['SEVERE', 'High'] } }, 'yes'],
    [
      'two labels that contradict each other',
      { Severity: { Label: ['HIGH'] }, Normalized: { Severity: ['LOW'] } },
      'yes',
    ],
    ['a product that is none', { Normalized: { Product: ['Guardduty'] } }, 'yes'],
    ['a product of a company', { Normalized: { Product: ['acme/scanner'] } }, 'no'],
    ['no product', { Normalized: { Product: [{ exists: false }] } }, 'yes'],
    ['a control of GuardDuty', { Normalized: { Product: ['GuardDuty'], Control: ['EC2.9'] } }, 'yes'],
    ['a control of Security Hub', { Normalized: { Product: ['Security Hub'], Control: ['EC2.9'] } }, 'no'],
    ['a former id of a control', { Normalized: { Control: ['PCI.S3.1'] } }, 'yes'],
    ['an id in small letters', { Normalized: { Vulnerability: ['cve-2021-44228'] } }, 'yes'],
    ['a member that Normalized lacks', { Normalized: { Controls: ['EC2.9'] } }, 'yes'],
    ['an object', { Workflow: ['NEW'] }, 'yes'],
    ['a member of a text', { Normalized: { Type: { prefix: ['Backdoor:'] } } }, 'yes'],
    ['the absence of an object', { Workflow: [{ exists: false }] }, 'no'],
    ['a number as text', { Severity: { Normalized: ['70'] } }, 'yes'],
    ['a number beyond 100', { Severity: { Normalized: [{ numeric: ['>', 100] }] } }, 'yes'],
    ['a number up to 100', { Severity: { Normalized: [{ numeric: ['>=', 100] }] } }, 'no'],
    ['a resource', { Resources: { Type: ['AwsS3Bucket'] } }, 'unknown'],
    ['both sides of $or', { $or: [{ RecordState: ['OPEN'] }, { Severity: { Label: ['x'] } }] }, 'yes'],
    ['one side of $or', { $or: [{ RecordState: ['OPEN'] }, { Title: ['x'] }] }, 'no'],
    ['a wildcard with two ends', { Title: [{ wildcard: 'a*c' }] }, 'no'],
    [
      'a type that GuardDuty has another name for',
      { Normalized: { Type: ['TTPs/Backdoor:EC2-Spambot'] } },
      'unknown',
    ],
    ['two types', { Normalized: { Type: ['a'] }, Types: ['b'] }, 'unknown'],
  ])('%s', (_name, json, verdict) => {
    expect(noneCanPass(matchOf(json))).toBe(verdict);
  });

  it('that is withdrawn, if findings are open', () => {
    const match = matchOf({ Compliance: { Status: ['PASSED', 'NOT_AVAILABLE'] } });
    expect([noneCanPass(match), noneCanPass(match, { isOpen: true })]).toEqual(['no', 'yes']);
  });
});

describe('every finding that passes one passes the other', () => {
  it.each<[string, Json, Json, Verdict]>([
    ['a prefix within another', { Title: [{ prefix: 'ab' }] }, { Title: [{ prefix: 'a' }] }, 'yes'],
    [
      'an address in another spelling',
      { Title: ['10.0.0.1'] },
      { Title: [{ cidr: '10.0.0.0/8' }] },
      'unknown',
    ],
    ['the same wildcard', { Title: [{ wildcard: 'a*b*c' }] }, { Title: [{ wildcard: 'a*b*c' }] }, 'yes'],
    [
      'a wildcard and how it begins',
      { Title: [{ wildcard: 'a*b*c' }] },
      { Title: [{ prefix: 'a' }] },
      'unknown',
    ],
    [
      'controls',
      { Normalized: { Control: [{ exists: true }] } },
      { Normalized: { Product: ['Security Hub'] } },
      'yes',
    ],
    [
      'GuardDuty',
      { Normalized: { Product: ['GuardDuty'] } },
      { Normalized: { Control: [{ exists: false }] } },
      'yes',
    ],
    ['a label', { Severity: { Label: ['HIGH'] } }, { Normalized: { Severity: ['HIGH', 'LOW'] } }, 'yes'],
    ['no label', { Severity: { Label: [{ exists: false }] } }, { Normalized: { Severity: ['HIGH'] } }, 'no'],
    [
      'all labels in two halves',
      { RecordState: [{ exists: true }] },
      { $or: [{ RecordState: ['ACTIVE'] }, { RecordState: ['ARCHIVED'] }] },
      'yes',
    ],
    ['a type among others', { Normalized: { Type: ['a'] } }, { Normalized: { Type: ['a', 'b'] } }, 'yes'],
    [
      'a type, and none but others',
      { Normalized: { Type: ['a'] } },
      { Normalized: { Type: [{ 'anything-but': ['b'] }] } },
      'yes',
    ],
    [
      'the same resource',
      { Resources: { Type: ['a'], Id: ['b'] } },
      { Resources: { Id: ['b', 'c'] } },
      'yes',
    ],
    [
      'no resource id',
      { Resources: { Id: [{ exists: false }] } },
      { Resources: { Id: [{ exists: false }] } },
      'yes',
    ],
    [
      'a resource, if any',
      { Resources: { Id: ['b', { exists: false }] } },
      { Resources: { Id: ['b'] } },
      'unknown',
    ],
    ['a range within another', epss('>', 0.9), epss('>', 0.5), 'yes'],
    ['a range around another', epss('>', 0.5), epss('>', 0.9), 'unknown'],
    ['a range beside another', epss('>', 0.5, '<', 0.9), epss('>', 0.9), 'unknown'],
    ['another resource', { Resources: { Type: ['a'] } }, { Resources: { Id: ['b'] } }, 'unknown'],
  ])('%s', (_name, match, other, verdict) => {
    expect(everyFindingPasses(matchOf(match), matchOf(other))).toBe(verdict);
  });

  it('gives up on patterns with too many cases, and in time', () => {
    const or = (path: string) => Array.from({ length: 30 }, (_, at) => ({ [path]: [{ prefix: `${at}` }] }));
    const match = matchOf({ $or: or('Title'), Inner: { $or: or('ProductFields') } });
    expect(everyFindingPasses(match, match)).not.toBe('no');
  });
});

it('gives up on pairs of very many cases, and in time', { timeout: 15_000 }, () => {
  const or = (path: string, end: string) =>
    Array.from({ length: 31 }, (_, at) => ({ Resources: { [path]: [{ prefix: `${at}${end}` }] } }));
  const matches = Array.from({ length: 14 }, (_, at) =>
    matchOf({ A: { $or: or('Id', `x${at}`) }, B: { $or: or('Region', `y${at}`) } }),
  );
  for (const [at, match] of matches.entries())
    for (const other of matches.slice(0, at)) expect(excludeEachOther(match, other)).toBe('unknown');
});

it('two types exclude each other only where findings have one', () => {
  const [one, other] = [matchOf({ Normalized: { Type: ['a'] } }), matchOf({ Normalized: { Type: ['b'] } })];
  expect(excludeEachOther(one, other)).toBe('no');
  expect(excludeEachOther(one, other, { hasOneType: true })).toBe('yes');
});
