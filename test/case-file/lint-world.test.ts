import { expect, it } from 'vitest';
import type { CaseDocument } from '../../src/case-file/case-schema.ts';
import { lintWorld } from '../../src/case-file/lint-world.ts';

const hintsOf = (entry: object) =>
  lintWorld({ one: entry } as CaseDocument['world']).map(
    ({ code, level, path, hint }) => `${level} ${code} ${path.join('/')} ${hint}`,
  );

it.each<[string, object, string]>([
  [
    'a misspelt type',
    { product: 'GuardDuty', type: 'Backdoor:EC2/Spambott' },
    'warning lint/misspelt-case world/one/type did you mean `Backdoor:EC2/Spambot`?',
  ],
  [
    'a misspelt type of Macie',
    { product: 'Macie', type: 'SensitiveData:S3Object/Personl' },
    'warning lint/misspelt-case world/one/type did you mean `SensitiveData:S3Object/Personal`?',
  ],
  [
    'a control in another case',
    { product: 'Security Hub', control: 'rds.2' },
    'warning lint/misspelt-case world/one/control did you mean `RDS.2`?',
  ],
])('%s is told', (_name, entry, expected) => expect(hintsOf(entry)).toEqual([expected]));

it.each<[string, object]>([
  ['a type', { product: 'GuardDuty', type: 'Backdoor:EC2/Spambot' }],
  ['a retired type', { product: 'GuardDuty', type: 'Exfiltration:S3/ObjectRead.Unusual' }],
  ['a type of ASFF', { product: 'GuardDuty', type: 'TTPs/Command and Control/Backdoor:EC2-Spambot' }],
  ['a type that is like none', { product: 'GuardDuty', type: 'Something:Else/AtAll' }],
  ['a type of another product', { product: 'acme/scanner', type: 'Backdoor:EC2/Spambott' }],
  ['a control', { product: 'Security Hub', control: 'RDS.2' }],
  ['a control that may be new', { product: 'Security Hub', control: 'RDS.2000' }],
  ['a vulnerability', { product: 'Inspector', cve: 'CVE-2021-44228' }],
  ['a relation', { relation: ['instance/web'] }],
])('%s is fine', (_name, entry) => expect(hintsOf(entry)).toEqual([]));
