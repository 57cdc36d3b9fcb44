/** A rule file that is right in every member, as text; `edit` replaces one part of it. */
export function ruleText(edit: { readonly from?: string; readonly to?: string } = {}): string {
  const { from = '', to = '' } = edit;
  if (!RULE_TEXT.includes(from)) throw new Error(`the rule text does not hold ${from}`);
  return from === '' ? RULE_TEXT : RULE_TEXT.replace(from, () => to);
}

/** The name of the folder in which the rule of `ruleText` may stand. */
export const RULE_ID = 'bucket-read-and-public';

const RULE_TEXT = `id: bucket-read-and-public
version: 3
status: test
title: Unusual reads from a public bucket
severity: HIGH
description: |
  Two lines
  of text
remediation: Close it
prevention: Keep it closed
references: ['https://example.com/a']
attack: [TA0009, T1530, TA0001, T1078.004]
requires: [GuardDuty, Security Hub]
entity: AwsS3Bucket
within: 12h
signals:
  read:
    match:
      Normalized: { Product: [GuardDuty], Type: [{ prefix: 'Exfiltration:S3/' }] }
    count: 2
  public:
    match:
      - Normalized: { Product: [Security Hub], Control: [S3.2] }
      - Normalized: { Product: [Security Hub], Control: [S3.3] }
    kind: condition
  key-abuse:
    on: object
    match: { Normalized: { Product: [GuardDuty], Type: [{ prefix: 'CredentialAccess:' }] } }
unless:
  maintenance:
    on: account
    match: { Normalized: { Product: [acme/calendar] } }
optional:
  sensitive:
    match: { Normalized: { Product: [Macie] } }
    distinct: Normalized.Type
    severity: CRITICAL
any: { atLeast: 1, of: [public, key-abuse] }
order: [public, read]
`;
