import { describe, expect, it } from 'vitest';
import type { Issue } from '../../src/core/issue.ts';
import type { Rule } from '../../src/core/rule/rule.ts';
import { checkRuleFile, readRuleFile } from '../../src/rule-file/read-rule-file.ts';
import { ISSUES_MAX } from '../../src/rule-file/read-yaml.ts';
import { RULE_ID, ruleText } from './rule-text.ts';

const FILE = `rules/${RULE_ID}/rule.yaml`;

function ruleOf(text: string): Rule {
  const read = readRuleFile(text, FILE);
  if (!read.ok) throw new Error(read.issues.map((issue) => issue.message).join('; '));
  return read.value;
}

function issuesOf(text: string, file: string = FILE): readonly Issue[] {
  const read = readRuleFile(text, file);
  return read.ok ? [] : read.issues;
}

describe('a rule file that is right', () => {
  it('is read with every member', () => {
    const { signals, ...rule } = ruleOf(ruleText());
    expect(rule).toEqual({
      id: RULE_ID,
      version: 3,
      status: 'test',
      title: 'Unusual reads from a public bucket',
      severity: 'HIGH',
      description: 'Two lines\nof text',
      remediation: 'Close it',
      prevention: 'Keep it closed',
      references: ['https://example.com/a'],
      attack: ['TA0009', 'T1530', 'TA0001', 'T1078.004'],
      requires: ['GuardDuty', 'Security Hub'],
      entity: 'AwsS3Bucket',
      withinMs: 43_200_000,
      any: { atLeast: 1, of: ['public', 'key-abuse'] },
      order: ['public', 'read'],
    });
    expect(signals.map(({ match: _match, ...signal }) => signal)).toEqual([
      { name: 'read', role: 'required', count: 2 },
      { name: 'public', role: 'any', count: 1, kind: 'condition' },
      { name: 'key-abuse', role: 'any', count: 1, on: 'object' },
      { name: 'maintenance', role: 'unless', count: 1, on: 'account' },
      {
        name: 'sensitive',
        role: 'optional',
        count: 1,
        distinct: ['Normalized', 'Type'],
        severity: 'CRITICAL',
      },
    ]);
    expect(signals.map(({ match }) => match.length)).toEqual([1, 2, 1, 1, 1]);
  });

  it.each([
    ['with CRLF line ends', ruleText().replaceAll('\n', '\r\n')],
    ['with a document start and comments', `# first\n---\n${ruleText()}# last\n`],
    ['as JSON', JSON.stringify(minimalRule())],
  ])('is read %s', (_name, text) => {
    expect(ruleOf(text).id).toBe(RULE_ID);
  });

  it('takes lists that are left away as empty', () => {
    const rule = ruleOf(JSON.stringify(minimalRule()));
    expect(rule).toMatchObject({ references: [], attack: [], requires: [] });
    expect(Object.keys(rule)).not.toContain('any');
  });

  it.each([
    ['another folder', 'rules/other/rule.yaml', ['rule/id']],
    ['the folder with other separators', `rules\\${RULE_ID}\\rule.yaml`, []],
    ['no folder', 'rule.yaml', []],
    ['a file of another name', 'rules/other/draft.yaml', []],
  ])('is compared with %s', (_name, file, codes) => {
    expect(issuesOf(ruleText(), file).map(({ code }) => code)).toEqual(codes);
  });
});

function minimalRule(): Record<string, unknown> {
  return {
    id: RULE_ID,
    version: 1,
    status: 'draft',
    title: 'A title',
    severity: 'LOW',
    description: 'A description',
    entity: 'AwsS3Bucket',
    within: '1s',
    signals: { read: { match: { Normalized: { Product: ['GuardDuty'] } } } },
  };
}

describe('what is wrong with a rule file', () => {
  it.each([
    ['an unknown key', 'title:', 'titel:', 'file/unknown-key', '4:1', 'did you mean `title`?'],
    [
      'an unknown key of a signal',
      'count: 2',
      'cuont: 2',
      'file/unknown-key',
      '20:5',
      'did you mean `count`?',
    ],
    ['a severity on a signal that decides', 'count: 2', 'severity: HIGH', 'file/unknown-key', '20:5', ''],
    ['a name that is none', RULE_ID, 'Bucket_Read', 'file/wrong-value', '1:5', 'hyphens'],
    ['a double hyphen', RULE_ID, 'bucket--read', 'file/wrong-value', '1:5', 'hyphens'],
    ['a number as text', 'version: 3', "version: '3'", 'file/wrong-type', '2:10', 'without quotes'],
    ['version 0', 'version: 3', 'version: 0', 'file/wrong-value', '2:10', ''],
    ['a fraction', 'version: 3', 'version: 1.5', 'file/wrong-type', '2:10', ''],
    [
      'a status that is none',
      'status: test',
      'status: tset',
      'file/wrong-value',
      '3:9',
      'did you mean `test`?',
    ],
    ['a severity that is none', 'severity: HIGH', 'severity: high', 'file/wrong-value', '5:11', '`HIGH`'],
    ['an empty description', '|\n  Two lines\n  of text', "' '", 'file/wrong-value', '6:14', 'one word'],
    ['a title of two lines', 'title: Un', 'title: "a\\nb"\n#', 'file/wrong-value', '4:8', 'line breaks'],
    [
      'a kind as entity',
      'entity: AwsS3Bucket',
      'entity: bucket',
      'file/wrong-value',
      '14:9',
      '`AwsS3Bucket`',
    ],
    ['words as length of time', 'within: 12h', 'within: 12 hours', 'file/wrong-value', '15:9', '`30d`'],
    ['no length of time', 'within: 12h', 'within: 0d', 'file/wrong-value', '15:9', '`30d`'],
    ['a length past a year', 'within: 12h', 'within: 366d', 'rule/within', '15:9', 'ceiling'],
    ['an http address', 'https://', 'http://', 'file/wrong-value', '11:14', 'https://'],
    ['an ATT&CK id that is none', 'T1530', 'T153', 'file/wrong-value', '12:18', 'T1190'],
    ['an entry given twice', 'TA0009, T1530', 'T1530, T1530', 'file/wrong-value', '12:9', 'once'],
    ['a relation that is none', 'on: object', 'on: objekt', 'file/wrong-value', '27:9', '`object`'],
    ['a relation to itself', 'on: object', 'on: bucket', 'rule/on', '27:9', 'leave `on` away'],
    ['count 0', 'count: 2', 'count: 0', 'file/wrong-value', '20:12', ''],
    ['a count past the limit', 'count: 2', 'count: 1001', 'file/wrong-value', '20:12', ''],
    ['a path with a hole', 'Normalized.Type\n', 'Normalized..Type\n', 'file/wrong-value', '36:15', 'dots'],
    [
      'a match that is text',
      'match:\n      N',
      'match: yes\n    kind:\n      N',
      'file/wrong-type',
      '18:12',
      '',
    ],
    [
      'an empty list of patterns',
      '{ Normalized: { Product: [Macie] } }',
      '[]',
      'file/wrong-value',
      '35:12',
      '',
    ],
    [
      'a pattern without a list',
      'Product: [Macie]',
      'Product: Macie',
      'pattern/invalid',
      '35:37',
      'brackets',
    ],
    [
      'a pattern in a list',
      'Control: [S3.3]',
      'Control: [{ prefx: S }]',
      'pattern/invalid',
      '24:67',
      'prefix',
    ],
    ['k of fewer', 'atLeast: 1', 'atLeast: 3', 'rule/any', '38:17', 'fewer'],
    ['any of an unknown signal', 'of: [public,', 'of: [pubic,', 'rule/unknown-signal', '38:25', '`public`'],
    [
      'any of an optional signal',
      'of: [public,',
      'of: [sensitive,',
      'rule/unknown-signal',
      '38:25',
      '`optional`',
    ],
    [
      'order of an unknown signal',
      'order: [public',
      'order: [sensitive',
      'rule/unknown-signal',
      '39:9',
      '`optional`',
    ],
    ['a name in two maps', '  maintenance:', '  read:', 'rule/signal-name', '30:3', 'unique'],
    ['a signal name that is none', '  key-abuse:', '  Key Abuse:', 'file/wrong-key', '26:3', 'hyphens'],
    [
      'an acknowledged code that is none',
      'entity:',
      'acknowledged: { trimmed: so be it }\nentity:',
      'file/wrong-key',
      '14:17',
      'lint/sent-on-demand',
    ],
    [
      'an acknowledged code without a reason',
      'entity:',
      "acknowledged: { lint/trimmed: '' }\nentity:",
      'file/wrong-value',
      '14:31',
      'at least one word',
    ],
    ['a missing key', 'status: test\n', '', 'file/missing-key', '1:1', ''],
    [
      'an unquoted account id',
      'count: 2',
      'count: 012345678901',
      'yaml/unquoted-account-id',
      '20:12',
      'quotes',
    ],
    ['a duplicate key', 'status: test', 'version: 3', 'yaml/duplicate-key', '3:1', 'once'],
    ['a __proto__ key', 'status: test', '__proto__: {}', 'yaml/key', '3:1', ''],
    ['a merge key', 'status: test', '<<: {}', 'yaml/key', '3:1', ''],
    ['a key that is a number', 'status: test', '7: x', 'yaml/key', '3:1', 'quotes'],
    ['a number that is none', 'count: 2', 'count: .nan', 'yaml/number', '20:12', ''],
    ['a number too large', 'count: 2', 'count: 123456789012345678', 'yaml/number', '20:12', 'quotes'],
    ['a second document', 'order:', '---\norder:', 'yaml/syntax', '39:1', '`---`'],
    ['a tab as indentation', '  read:\n', '\tread:\n', 'yaml/syntax', '17:1', 'spaces'],
    ['an open bracket', 'of: [public, key-abuse]', 'of: [public, key-abuse', 'yaml/syntax', '', ''],
  ])('is told with its place: %s', (_name, from, to, code, place, hint) => {
    const issues = issuesOf(ruleText({ from, to }));
    const found = issues.find((issue) => issue.code === code);
    expect(issues.map((issue) => issue.code)).toContain(code);
    expect(found?.file).toBe(FILE);
    if (place !== '') expect(`${found?.position?.line}:${found?.position?.column}`).toBe(place);
    expect(found?.hint ?? '').toContain(hint);
    for (const issue of issues) expect(issue.message).toMatch(/^[^A-Z.]|^`/);
  });

  it('is told all at once, in the order of the file', () => {
    const text = ruleText({ from: 'version: 3', to: 'version: x\nversion: 012345678901\ncolour: red' })
      .replace('[GuardDuty]', 'GuardDuty')
      .replace('atLeast: 1', 'atLeast: 9')
      .replace('12h', '12 h');
    const issues = issuesOf(text);
    expect(issues.map(({ code }) => code)).toEqual([
      'file/wrong-type',
      'yaml/duplicate-key',
      'yaml/unquoted-account-id',
      'file/unknown-key',
      'file/wrong-value',
      'pattern/invalid',
      'rule/any',
    ]);
    const lines = issues.map(({ position }) => position?.line ?? 0);
    expect(lines).toEqual(lines.toSorted((a, b) => a - b));
  });

  it.each([
    ['all required signals on the account', ['a', 'b'], undefined, true],
    ['one of two on the account', ['a'], undefined, false],
    ['k of n that the account can meet', ['a', 'c'], { atLeast: 1, of: ['b', 'c'] }, true],
    ['k of n that it cannot', ['a', 'c'], { atLeast: 2, of: ['b', 'c'] }, false],
    ['nothing but k of n', ['a', 'b'], { atLeast: 2, of: ['a', 'b', 'c'] }, true],
  ])('knows whether the account alone would do: %s', (_name, onAccount, any, isError) => {
    const match = { Normalized: { Product: ['GuardDuty'] } };
    const names = any === undefined ? ['a1', 'b1'] : ['a1', 'b1', 'c1'];
    const signals = Object.fromEntries(
      names.map((name) => [name, onAccount.includes(name.charAt(0)) ? { match, on: 'account' } : { match }]),
    );
    const kOfN = any === undefined ? {} : { any: { ...any, of: any.of.map((name) => `${name}1`) } };
    const rule = { ...minimalRule(), signals, ...kOfN };
    const expected = isError ? ['rule/account-alone'] : [];
    expect(issuesOf(JSON.stringify(rule)).map(({ code }) => code)).toEqual(expected);
    expect(issuesOf(JSON.stringify({ ...rule, entity: 'AwsAccount' }))).toEqual([]);
  });

  it('names only the first of very many', () => {
    const junk = Array.from({ length: 5000 }, (_, index) => `k${index}: 1\n`).join('');
    const issues = issuesOf(ruleText() + junk);
    expect(issues).toHaveLength(ISSUES_MAX + 1);
    expect(issues.at(-1)?.code).toBe('file/too-many-issues');
  });

  it('counts signals over all three maps', () => {
    const match = { Normalized: { Product: ['GuardDuty'] } };
    const many = Object.fromEntries(Array.from({ length: 65 }, (_, index) => [`s${index}`, { match }]));
    const codes = issuesOf(JSON.stringify({ ...minimalRule(), signals: many })).map(({ code }) => code);
    expect(codes).toEqual(['rule/too-many-signals']);
  });

  it.each(['', '# nothing', '[]', 'text', '7', 'null', '{}', '- a: b'])('is told of %j', (text) => {
    expect(issuesOf(text).length).toBeGreaterThan(0);
  });
});

describe('warnings', () => {
  it('have the place of what they are about', () => {
    const text = ruleText({
      from: 'Control: [S3.3] }',
      to: 'Control: [S3.3] }\n        RecordState: [ARCHIVED]',
    });
    expect(checkRuleFile(text, FILE)).toMatchObject([
      { code: 'lint/withdrawn', level: 'warning', file: FILE, position: { line: 25, column: 22 } },
    ]);
  });

  it('are marked where the rule acknowledges them', () => {
    const text = ruleText({
      from: 'entity:',
      to: 'acknowledged: { lint/resources: so be it }\nentity:',
    }).replace('Control: [S3.3] }', 'Control: [S3.3] }\n        Resources: { Id: [a] }');
    expect(checkRuleFile(text, FILE)).toMatchObject([
      { code: 'lint/resources', acknowledged: 'so be it', position: { line: 26, column: 26 } },
    ]);
    expect(checkRuleFile(text.replace('lint/resources', 'lint/withdrawn'), FILE)).toMatchObject([
      { code: 'lint/acknowledged', position: { line: 14, column: 17 } },
      { code: 'lint/resources' },
    ]);
  });

  it('give way to errors', () => {
    expect(checkRuleFile('id: 1', FILE).every(({ level }) => level === 'error')).toBe(true);
  });
});
