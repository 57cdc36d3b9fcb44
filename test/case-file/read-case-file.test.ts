import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CaseFile } from '../../src/case-file/case-file.ts';
import { readCaseFile } from '../../src/case-file/read-case-file.ts';
import type { Issue } from '../../src/core/issue.ts';

const FILE = 'rules/a-rule/cases.yaml';

const TEXT = `world:
  backdoor: { product: GuardDuty, type: Backdoor:EC2/Spambot, resource: instance/web, since: -2h, at: 30m }
  archived: { of: backdoor, state: archived, at: 1d }
  attached: { relation: [instance/web, securityGroup/open], at: 1h }
  whole: { finding: { Id: x, ProductArn: y } }
cases:
  - name: fires
    given: [backdoor, attached, archived]
    expect:
      - open: instance/web
        severity: CRITICAL
        evidence: { threat: [backdoor] }
      - resolved: arn:aws:s3:::data
  - name: is silent
    given: [whole]
    expect: none
survivors:
  within doubled: both are conditions
  threat Normalized.Type without prefix Backdoor:EC2/: there is no other
`;

function casesOf(text: string): CaseFile {
  const read = readCaseFile(text, FILE);
  if (!read.ok) throw new Error(read.issues.map(({ message }) => message).join('; '));
  return read.value;
}

function issuesOf(text: string): readonly Issue[] {
  const read = readCaseFile(text, FILE);
  return read.ok ? [] : read.issues;
}

describe('a case file that is right', () => {
  it('is read, and every version leads to its finding', () => {
    const [fires, silent] = casesOf(TEXT).cases;
    expect(fires?.position).toEqual({ line: 7, column: 11 });
    expect(fires?.given).toMatchObject([
      { form: 'new', name: 'backdoor', sinceMs: -7_200_000, atMs: 1_800_000, state: 'open' },
      { form: 'relation', resources: ['instance/web', 'securityGroup/open'], atMs: 3_600_000 },
      { form: 'version', name: 'archived', state: 'archived', of: { name: 'backdoor' } },
    ]);
    expect(fires?.expect).toMatchObject([
      {
        status: 'open',
        entity: expect.stringMatching(/^arn:aws:ec2:us-east-1:111122223333:instance\/i-[0-9a-f]{17}$/),
        severity: 'CRITICAL',
        evidence: { threat: [{ name: 'backdoor' }] },
      },
      { status: 'resolved', entity: 'arn:aws:s3:::data', evidence: {} },
    ]);
    expect(silent).toMatchObject({ expect: [], given: [{ form: 'literal', finding: { Id: 'x' } }] });
  });

  it('explains mutants by name, each with its place', () => {
    expect(casesOf(TEXT).survivors).toEqual([
      { name: 'within doubled', reason: 'both are conditions', position: { line: 18, column: 3 } },
      {
        name: 'threat Normalized.Type without prefix Backdoor:EC2/',
        reason: 'there is no other',
        position: { line: 19, column: 3 },
      },
    ]);
    expect(casesOf(TEXT.slice(0, TEXT.indexOf('survivors:'))).survivors).toEqual([]);
  });
});

describe('what is wrong with a case file', () => {
  it.each([
    ['an unknown key', 'state: archived', 'stat: archived', 'file/unknown-key', '3:29', '`state`'],
    ['a state that is none', 'state: archived', 'state: closed', 'file/wrong-value', '3:36', '`archived`'],
    ['an offset that is none', 'at: 1d', 'at: tomorrow', 'file/wrong-value', '3:50', '`+30m`'],
    ['a time that no year tells', 'at: 1d', 'at: 99999999d', 'case/entry', '3:50', '9999'],
    ['a time before all years', 'since: -2h', 'since: -740000d', 'case/entry', '2:94', '9999'],
    ['a time before the first', 'since: -2h', 'since: 1h', 'case/entry', '2:94', 'since'],
    [
      'a product that is none',
      'product: GuardDuty',
      'product: GuardDoty',
      'case/entry',
      '2:24',
      '`GuardDuty`',
    ],
    [
      'a product without its subject',
      'product: GuardDuty',
      'product: Inspector',
      'case/entry',
      '2:24',
      '`cve`',
    ],
    [
      'a subject of another product',
      'at: 30m',
      'at: 30m, cve: CVE-2021-44228',
      'case/entry',
      '2:113',
      '`type`',
    ],
    ['no resource', ', resource: instance/web', '', 'case/entry', '2:13', 'about'],
    ['a kind that is none', 'resource: instance/', 'resource: instnce/', 'case/entry', '2:73', '`instance`'],
    ['two forms', 'of: backdoor,', 'of: backdoor, product: Macie,', 'case/entry', '3:13', '`of`'],
    [
      'a key of another form',
      'of: backdoor,',
      'of: backdoor, resource: instance/web,',
      'case/entry',
      '3:39',
      '`state`',
    ],
    ['a version of nothing', 'of: backdoor', 'of: bakdoor', 'case/entry', '3:19', '`backdoor`'],
    ['a version of itself', 'of: backdoor', 'of: archived', 'case/entry', '3:19', 'circle'],
    ['a version of a relation', 'of: backdoor', 'of: attached', 'case/entry', '3:19', ''],
    ['a relation from a bucket', '[instance/web, sec', '[bucket/web, sec', 'case/entry', '4:26', 'instance'],
    [
      'given what is not there',
      '[backdoor, attached,',
      '[backdor, attached,',
      'case/case',
      '8:13',
      '`backdoor`',
    ],
    ['evidence that is not given', 'threat: [backdoor]', 'threat: [whole]', 'case/case', '12:30', '`given`'],
    ['a relation as evidence', 'threat: [backdoor]', 'threat: [attached]', 'case/case', '12:30', ''],
    ['two names alike', 'name: is silent', 'name: fires', 'case/case', '14:11', 'unique'],
    [
      'both open and resolved',
      'open: instance/web',
      'open: instance/web\n        resolved: bucket/a',
      'case/case',
      '10:9',
      '',
    ],
    ['an incident on nothing', 'open: instance/web\n        s', 's', 'case/case', '10:9', 'open'],
    [
      'an entity that is none',
      'open: instance/web',
      'open: web',
      'file/wrong-value',
      '10:15',
      '`instance/web`',
    ],
    [
      'an unquoted account',
      'at: 30m',
      'at: 30m, account: 111122223333',
      'yaml/unquoted-account-id',
      '2:117',
      'quotes',
    ],
    ['expecting a word', 'expect: none', 'expect: nothing', 'file/wrong-type', '16:13', ''],
    ['an explanation without words', ': both are conditions', ': 7', 'file/wrong-type', '18:19', 'text'],
    ['a mutant of two lines', 'within doubled', '"within\\ndoubled"', 'file/wrong-key', '18:3', 'line'],
    [
      'explanations in a list',
      'within doubled: both are conditions\n  threat',
      '- within doubled\n  - threat',
      'file/wrong-type',
      '18:3',
      'map',
    ],
    ['no cases', TEXT.slice(TEXT.indexOf('cases:')), 'cases: []\n', 'file/wrong-value', '6:8', ''],
  ])('is told with its place: %s', (_name, from, to, code, place, hint) => {
    expect(TEXT).toContain(from);
    const issues = issuesOf(TEXT.replace(from, () => to));
    const found = issues.find((issue) => issue.code === code);
    expect(issues.map((issue) => issue.code)).toContain(code);
    expect(`${found?.position?.line}:${found?.position?.column}`).toBe(place);
    expect(`${found?.message} ${found?.hint}`).toContain(hint);
  });

  it('breaks long chains and circles of versions', () => {
    const chain = Array.from(
      { length: 80 },
      (_, index) => `  v${index}: { of: v${index + 1}, at: ${index}d }\n`,
    ).join('');
    const circle = '  v80: { of: v0 }\ncases: [{ name: x, given: [v0], expect: none }]\n';
    expect(issuesOf(`world:\n${chain}${circle}`).map(({ code }) => code)).toContain('case/entry');
  });
});

describe('hostile case files', () => {
  it('never throw, however a valid file is changed', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '[',
        '{',
        '}',
        ']',
        '- ',
        '\n',
        '\t',
        '&a ',
        '*a',
        '__proto__: 1',
        'constructor',
        '"',
        '|',
        '#',
      ),
      fc.string({ unit: 'binary', maxLength: 6 }),
    );
    const edit = fc.record({ at: fc.nat(TEXT.length), cut: fc.nat(12), piece });
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 4 }), (edits) => {
        const mutated = edits.reduce(
          (sofar, { at, cut, piece: inserted }) => sofar.slice(0, at) + inserted + sofar.slice(at + cut),
          TEXT,
        );
        const read = readCaseFile(mutated, FILE);
        expect(read.ok || read.issues.length > 0).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('explains no more than 500 mutants', () => {
    const many = Array.from({ length: 501 }, (_, index) => `  mutant ${index}: none\n`).join('');
    const [issue] = issuesOf(`${TEXT}${many}`);
    expect(issue).toMatchObject({ code: 'file/wrong-value', message: 'more than 500 explanations' });
  });

  it('names no more than the first problems', () => {
    const given = Array.from({ length: 400 }, (_, index) => `nothing-${index}`).join(', ');
    const text = `world: {}\ncases: [{ name: x, given: [${given}], expect: none }]\n`;
    expect(issuesOf(text).at(-1)?.code).toBe('file/too-many-issues');
  });
});
