import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Issue } from '../../src/core/issue.ts';
import { loadRules } from '../../src/rule-file/load-rules.ts';
import { checkRuleFile } from '../../src/rule-file/read-rule-file.ts';

const FOLDER = join(import.meta.dirname, '../fixtures/sample-rules');
const { rules, issues: unreadable } = await loadRules(FOLDER);

/** `line level code what it is about`, of all that the linter says of one rule of the sample. */
function lintSample(id: string): readonly string[] {
  const found = rules.find(({ rule }) => rule.id === id);
  if (found === undefined) throw new Error(`there is no sample rule ${id}`);
  return checkRuleFile(found.text, relative('.', found.file)).map(inShort);
}

function inShort({ position, level, code, path }: Issue): string {
  return `${position?.line} ${level} ${code} ${path.filter((step) => typeof step === 'string').join('/')}`;
}

it('the three combinations of the sample can be read', () => {
  expect(unreadable).toEqual([]);
  expect(rules.map(({ rule }) => rule.id)).toEqual([
    'backdoor-correlation',
    'macie-correlation',
    'network-correlation',
  ]);
});

describe('the linter says why the sample hardly ever fires', () => {
  it('on an exposed instance: members that are gone, and a control on security groups', () => {
    const group = 'signals/unrestricted-security-group/match';
    expect(lintSample('network-correlation')).toEqual(
      expect.arrayContaining([
        '15 warning lint/gone-member signals/public-address/match/ProductFields/ControlId',
        '16 warning lint/gone-member signals/public-address/match/GeneratorId',
        `24 warning lint/gone-member ${group}/ProductFields/ControlId`,
        '18 warning lint/gone-member signals/public-address/match/Types',
        '19 warning lint/workflow signals/public-address/match/Workflow/Status',
        `24 error lint/other-resource ${group}/ProductFields/ControlId`,
        `25 warning lint/gone-member ${group}/GeneratorId`,
        `25 error lint/other-resource ${group}/GeneratorId`,
        '34 warning lint/asff-type signals/unusual-network/match/Types',
        '35 warning lint/asff-type signals/unusual-network/match/Types',
        '42 warning lint/asff-type signals/brute-force/match/Types',
        '43 warning lint/asff-type signals/brute-force/match/Types',
        '44 warning lint/asff-type signals/brute-force/match/Types',
      ]),
    );
  });

  it('on a bucket with sensitive data: findings that are not sent, types under another name, one retired', () => {
    expect(lintSample('macie-correlation')).toEqual(
      expect.arrayContaining([
        '16 warning lint/sent-on-demand signals/sensitive-data/match/Types',
        '16 error lint/asff-type signals/sensitive-data/match/Types',
        '17 warning lint/asff-type signals/sensitive-data/match/Types',
        '18 error lint/asff-type signals/sensitive-data/match/Types',
        '27 error lint/retired-type signals/exfiltration/match/Types',
        '28 warning lint/asff-type signals/exfiltration/match/Types',
      ]),
    );
  });

  it('on a backdoor with vulnerabilities: types in one of their spellings', () => {
    const types = lintSample('backdoor-correlation').filter((issue) => issue.includes('lint/asff-type'));
    expect(types).toEqual(
      [16, 17, 18, 19, 20, 21, 22, 23].map(
        (line) => `${line} warning lint/asff-type signals/backdoor/match/Types`,
      ),
    );
  });

  it('on a backdoor with vulnerabilities: findings counted in place of vulnerabilities, and lost to an analyst', () => {
    expect(lintSample('backdoor-correlation')).toEqual(
      expect.arrayContaining([
        '24 warning lint/workflow signals/backdoor/match/Workflow/Status',
        '30 warning lint/workflow signals/critical-cve/match/WorkflowState',
        '32 warning lint/repeated-findings signals/critical-cve/count',
      ]),
    );
  });

  it('and names what to ask for instead', () => {
    const hints = rules.flatMap(({ text, file }) => checkRuleFile(text, file).map(({ hint }) => hint));
    expect(hints).toEqual(
      expect.arrayContaining([
        'ask for the control, `Normalized: { Control: [EC2.9] }`, which every feed has',
        'add `on: securityGroup`, which joins them where they are related',
        'ask for `Exfiltration:S3/AnomalousBehavior`, which took its place',
        expect.stringContaining('ask for `SensitiveData:S3Object/Credentials` in `Normalized.Type`'),
      ]),
    );
  });
});
