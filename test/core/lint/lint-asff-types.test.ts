import { describe, expect, it } from 'vitest';
import type { Json } from '../../../src/core/json.ts';
import { inShort, lintOne } from './lint-one.ts';

function ask(product: string, type: Json): Json {
  return { Normalized: { Product: [product] }, Types: ['x', type] };
}

const SPAMBOT = 'TTPs/Command and Control/Backdoor:EC2-Spambot';

function askFor(native: string): string {
  return `Types/1 | ask for \`${native}\` in \`Normalized.Type\`, which is the same in every spelling`;
}

describe('a type in `Types`', () => {
  it.each<[string, string, Json, string | undefined]>([
    ['of GuardDuty', 'GuardDuty', SPAMBOT, `warning ${askFor('Backdoor:EC2/Spambot')}`],
    [
      'of GuardDuty, in an irregular spelling',
      'GuardDuty',
      'TTPs/DefenseEvasion/EC2:Unusual-DNS-Resolver',
      `warning ${askFor('DefenseEvasion:EC2/UnusualDNSResolver')}`,
    ],
    [
      'as a beginning',
      'GuardDuty',
      { prefix: 'TTPs/Command and Control/Backdoor:EC2-' },
      `warning ${askFor("{ prefix: 'Backdoor:EC2/' }")}`,
    ],
    [
      'in the native spelling',
      'GuardDuty',
      'Backdoor:EC2/Spambot',
      `warning ${askFor('Backdoor:EC2/Spambot')}`,
    ],
    [
      'that Macie files elsewhere',
      'Macie',
      'Sensitive Data Identifications/PII/SensitiveData:S3Object-Credentials',
      `error ${askFor('SensitiveData:S3Object/Credentials')}`,
    ],
    [
      'of Macie',
      'Macie',
      'Sensitive Data Identifications/PII/SensitiveData:S3Object-Personal',
      `warning ${askFor('SensitiveData:S3Object/Personal')}`,
    ],
    ['of nobody', 'GuardDuty', 'TTPs/Something', undefined],
    ['as a namespace', 'GuardDuty', { prefix: 'TTPs/' }, undefined],
    ['of a product that keeps to ASFF', 'Inspector', SPAMBOT, undefined],
  ])('%s', (_name, product, type, expected) => {
    const issues = lintOne('lint/asff-type', ask(product, type));
    expect(issues.map(inShort)).toEqual(expected === undefined ? [] : [expected]);
  });

  it('that GuardDuty no longer makes is told as that', () => {
    const pattern = ask('GuardDuty', 'TTPs/Exfiltration:S3-ObjectRead.Unusual');
    expect(lintOne('lint/asff-type', pattern)).toEqual([]);
    expect(lintOne('lint/retired-type', pattern).map(inShort)).toEqual([
      'error Types/1 | ask for `Exfiltration:S3/AnomalousBehavior`, which took its place',
    ]);
  });

  it('is told in FindingProviderFields too, and where no product is named', () => {
    expect(lintOne('lint/asff-type', { FindingProviderFields: { Types: [SPAMBOT] } })).toHaveLength(1);
  });
});

const SCORE = 'Software and Configuration Checks/Vulnerabilities/CVE';
const NEWER = 'check the spelling, unless the type is newer than this version of corroborate';

describe('a type in `Types` that no finding has', () => {
  function askTypes(product: Json, type: Json): Json {
    return { Normalized: { Product: product }, Types: [type] };
  }

  it.each<[string, Json, Json, string | undefined]>([
    ['misspelt', ['GuardDuty'], `${SPAMBOT}t`, `did you mean \`${SPAMBOT}\`?`],
    ['of a misspelt namespace', ['GuardDuty'], { prefix: 'TTP/Command' }, 'did you mean `TTPs/Comman`?'],
    ['a namespace that is none', ['GuardDuty'], 'Tactics/Something', NEWER],
    ['an unknown end', ['GuardDuty'], { suffix: 'EC2-Spambott' }, NEWER],
    ['an unknown wildcard', ['GuardDuty'], { wildcard: '*EC2-Spambott*' }, NEWER],
    ['of Inspector', ['Inspector'], `${SCORE}S`, `did you mean \`${SCORE}\`?`],
    ['a known end', ['GuardDuty'], { suffix: 'EC2-Spambot' }, undefined],
    ['a known wildcard', ['GuardDuty'], { wildcard: '*Backdoor*' }, undefined],
    ['a known namespace', ['GuardDuty'], { prefix: 'TTPs/' }, undefined],
    ['another case', ['GuardDuty'], { 'equals-ignore-case': SPAMBOT.toUpperCase() }, undefined],
    ['a known one of Inspector', ['Inspector'], SCORE, undefined],
    ['one of two products', ['Inspector', 'GuardDuty'], SCORE, undefined],
    ['of a product without a table', ['Config'], 'Nothing', undefined],
    ['of any product', [{ exists: true }], 'Nothing', undefined],
    ['all but one', ['GuardDuty'], { 'anything-but': ['Nothing'] }, undefined],
  ])('%s', (_name, product, type, hint) => {
    const issues = lintOne('lint/unknown-type', askTypes(product, type));
    expect(issues.map(inShort)).toEqual(hint === undefined ? [] : [`warning Types/0 | ${hint}`]);
  });
});
