import { describe, expect, it } from 'vitest';
import type { Json } from '../../../src/core/json.ts';
import { lintRule } from '../../../src/core/lint/lint-rule.ts';
import { makeRule, makeSignal } from '../rule/make-rule.ts';
import { inShort, lintOne } from './lint-one.ts';

function ask(product: Json, type: Json): Json {
  return { Normalized: { Product: product, Type: type } };
}

const NEWER = 'check the spelling, unless the type is newer than this version of corroborate';
const FORM = 'types of GuardDuty and Macie look like `Backdoor:EC2/Spambot`, without anything before';
const AT = 'Normalized/Type/0';

describe('a type of which there is none', () => {
  it.each<[string, Json, string | undefined]>([
    ['a known one', 'Backdoor:EC2/Spambot', undefined],
    ['one that AWS describes elsewhere', 'Impact:IAMUser/CostHarvesting', undefined],
    [
      'a misspelt one',
      'Behavior:EC2/NetworkPortUnusal',
      'error did you mean `Behavior:EC2/NetworkPortUnusual`?',
    ],
    ['one in other letters', 'backdoor:ec2/spambot', 'error did you mean `Backdoor:EC2/Spambot`?'],
    ['one with a hyphen', 'Backdoor:EC2-Spambot', 'error did you mean `Backdoor:EC2/Spambot`?'],
    ['a newer one', 'Backdoor:EC2/SomethingQuiteNew', `warning ${NEWER}`],
    ['a word', 'Backdoor', `error ${FORM}`],
    ['a known beginning', { prefix: 'Backdoor:EC2/' }, undefined],
    ['a misspelt beginning', { prefix: 'Bakdoor:EC2/' }, 'error did you mean `Backdoor:EC2`?'],
    ['a newer beginning', { prefix: 'Backdoor:Quantum/' }, `warning ${NEWER}`],
    ['a short beginning', { prefix: 'Q' }, `warning ${NEWER}`],
    ['a namespace of ASFF', { prefix: 'TTPs/' }, `error ${FORM}`],
    ['a known end', { suffix: '!DNS' }, undefined],
    ['an unknown end', { suffix: '!QUIC' }, `warning ${NEWER}`],
    ['a known wildcard', { wildcard: '*:EC2/*BruteForce' }, undefined],
    ['an unknown wildcard', { wildcard: '*:EC3/*' }, `warning ${NEWER}`],
    ['another case', { 'equals-ignore-case': 'BACKDOOR:EC2/SPAMBOT' }, undefined],
    ['all but one', { 'anything-but': ['Backdoor:EC2/Nothing'] }, undefined],
    ['any', { exists: true }, undefined],
  ])('%s', (_name, type, expected) => {
    const issues = lintOne('lint/unknown-type', ask(['GuardDuty'], [type]));
    const shown = expected?.replace(' ', ` ${AT} | `);
    expect(issues.map(inShort)).toEqual(shown === undefined ? [] : [shown]);
  });

  it.each<[string, Json, Json, number]>([
    ['of Macie', ['Macie'], 'SensitiveData:S3Object/Creditcards', 1],
    ['of Macie that GuardDuty has', ['Macie'], 'Backdoor:EC2/Spambot', 1],
    ['of one of two products', ['Macie', 'GuardDuty'], 'Backdoor:EC2/Spambot', 0],
    ['of Inspector', ['Inspector'], 'Software and Configuration Checks/Vulnerabilities/CVE', 0],
    [
      'of Inspector that says more',
      ['Inspector'],
      'Software and Configuration Checks/AWS Security Best Practices/Network Reachability - Anything',
      0,
    ],
    ['of Inspector, unknown', ['Inspector'], 'Software and Configuration Checks/Vulnerabilities/KB', 1],
    ['of Access Analyzer', ['Access Analyzer'], 'External Access Granted', 1],
    ['of a product without a table', ['Config'], 'Nothing', 0],
    ['of another company', ['acme/scanner'], 'Nothing', 0],
    ['of a product with a table and one without', ['GuardDuty', 'Config'], 'Nothing', 0],
    ['of any product', [{ 'anything-but': ['Macie'] }], 'Nothing', 0],
  ])('%s', (_name, product, type, count) => {
    expect(lintOne('lint/unknown-type', ask(product, [type]))).toHaveLength(count);
  });

  it('is told where it stands, inside `$or` and in the second pattern too', () => {
    const good = makeSignal('one', ask(['GuardDuty'], ['Backdoor:EC2/Spambot'])).match;
    const bad = makeSignal('one', {
      $or: [
        { Region: ['x'] },
        { Normalized: { Product: ['GuardDuty'], Type: ['Backdoor:EC2/Spambot', 'B'] } },
      ],
    }).match;
    const rule = makeRule([{ name: 'one', role: 'optional', match: [...good, ...bad], count: 1 }]);
    expect(lintRule(rule)).toContainEqual(
      expect.objectContaining({
        code: 'lint/unknown-type',
        path: ['optional', 'one', 'match', 1, '$or', 1, 'Normalized', 'Type', 1],
      }),
    );
  });

  it('is only warned of where nobody finds the nearest', () => {
    const rule = makeRule([makeSignal('one', ask(['GuardDuty'], ['Backdoor:EC2/Spambott']))]);
    const levels = lintRule(rule).flatMap(({ code, level }) => (code === 'lint/unknown-type' ? [level] : []));
    expect(levels).toEqual(['warning']);
  });
});

describe('a type that GuardDuty no longer makes', () => {
  const NONE = 'no type took its place; take it out, or look for a like one in the GuardDuty user guide';

  it.each<[string, Json, string | undefined]>([
    [
      'with a successor',
      'Exfiltration:S3/ObjectRead.Unusual',
      'ask for `Exfiltration:S3/AnomalousBehavior`, which took its place',
    ],
    [
      'renamed',
      'UnauthorizedAccess:IAMUser/InstanceCredentialExfiltration',
      'ask for `UnauthorizedAccess:IAMUser/InstanceCredentialExfiltration.OutsideAWS`, which took its place',
    ],
    ['without one', 'Backdoor:EC2/XORDDOS', NONE],
    ['as the only one that begins so', { prefix: 'Recon:IAMUser/User' }, NONE],
    ['among others that begin so', { prefix: 'Exfiltration:S3/' }, undefined],
    ['not retired', 'Exfiltration:S3/AnomalousBehavior', undefined],
  ])('%s', (_name, type, hint) => {
    const issues = lintOne('lint/retired-type', ask(['GuardDuty'], [type]));
    expect(issues.map(inShort)).toEqual(hint === undefined ? [] : [`error ${AT} | ${hint}`]);
  });

  it('is not told of other products', () => {
    expect(lintOne('lint/retired-type', ask(['acme/scanner'], ['Backdoor:EC2/XORDDOS']))).toEqual([]);
  });
});

describe('a type in the spelling of ASFF', () => {
  const ASFF = 'TTPs/Command and Control/Backdoor:EC2-Spambot';

  it.each<[string, Json, Json, string | undefined]>([
    ['of GuardDuty', ['GuardDuty'], ASFF, 'error ask for `Backdoor:EC2/Spambot`'],
    [
      'of Macie',
      ['Macie'],
      'Sensitive Data Identifications/PII/SensitiveData:S3Object-Credentials',
      'error ask for `SensitiveData:S3Object/Credentials`',
    ],
    [
      'as a beginning',
      ['GuardDuty'],
      { prefix: 'TTPs/Command and Control/Backdoor:EC2-' },
      "error ask for `{ prefix: 'Backdoor:EC2/' }`",
    ],
    ['of any product', [{ exists: true }], ASFF, 'warning ask for `Backdoor:EC2/Spambot`'],
    [
      'of GuardDuty or another',
      ['GuardDuty', 'acme/scanner'],
      ASFF,
      'warning ask for `Backdoor:EC2/Spambot`',
    ],
    ['of another company', ['acme/scanner'], ASFF, undefined],
    ['of Security Hub', ['Security Hub'], { prefix: 'Effects/Data Exposure/' }, undefined],
    ['of any product, as a namespace', [{ exists: true }], { prefix: 'Effects/Data Exposure/' }, undefined],
    ['native', ['GuardDuty'], 'Backdoor:EC2/Spambot', undefined],
    ['native beginning', ['GuardDuty'], { prefix: 'Backdoor:EC2/' }, undefined],
  ])('%s', (_name, product, type, expected) => {
    const issues = lintOne('lint/asff-type', ask(product, [type]));
    const shown = expected?.replace(' ', ` ${AT} | `);
    expect(issues.map(inShort)).toEqual(shown === undefined ? [] : [shown]);
    if (shown?.startsWith('error')) expect(lintOne('lint/unknown-type', ask(product, [type]))).toEqual([]);
  });
});
