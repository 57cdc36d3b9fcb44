import { describe, expect, it } from 'vitest';
import { readRuleFile } from '../../src/rule-file/read-rule-file.ts';
import { RULE_ID, ruleText } from './rule-text.ts';

const FILE = `rules/${RULE_ID}/rule.yaml`;
const PATTERN = 'Normalized: { Product: [Security Hub], Control: [S3.2] }';

/** The codes of a rule file with this line in the pattern at line 24. */
function codesWith(member: string): readonly string[] {
  const read = readRuleFile(ruleText({ from: PATTERN, to: `${PATTERN}\n        ${member}` }), FILE);
  return read.ok ? [] : read.issues.map(({ code, position }) => `${position?.line} ${code}`);
}

describe('an account id without quotes', () => {
  it.each([
    'AwsAccountId: [111122223333]',
    'AwsAccountId: [012345678901]',
    'AwsAccountId: [000000000000]',
    "AwsAccountId: ['444455556666', 111122223333]",
    'AwsAccountId: [{ exactly: 111122223333 }]',
    'AwsAccountId: [{ prefix: 0123 }]',
    'AwsAccountId: [{ anything-but: [111122223333] }]',
    'AwsAccountId: [{ anything-but: 012345678901 }]',
    'ProductFields: { "aws/guardduty/service/action/awsApiCallAction/remoteAccountId": [111122223333] }',
    'Resources: { Details: { AwsS3Bucket: { OwnerAccountId: [012345678901] } } }',
    '$or: [{ AwsAccountId: [111122223333] }, { Region: [us-east-1] }]',
    'UserDefinedFields: { "x": [{ numeric: [">=", 012345678901] }] }',
  ])('is an error at its place: %s', (member) => {
    expect(codesWith(member)).toContain('24 yaml/unquoted-account-id');
  });

  it('is one in a list with a line for each', () => {
    expect(codesWith('AwsAccountId:\n          - "444455556666"\n          - 111122223333')).toEqual([
      '26 yaml/unquoted-account-id',
    ]);
  });

  it('is one as the reason of what a rule acknowledges', () => {
    const text = ruleText({ from: 'entity:', to: 'acknowledged: { lint/resources: 111122223333 }\nentity:' });
    const read = readRuleFile(text, FILE);
    expect(read.ok ? [] : read.issues.map(({ code }) => code)).toContain('yaml/unquoted-account-id');
  });

  it.each([
    'AwsAccountId: [\'111122223333\', "012345678901"]',
    'ProductArn: [arn:aws:securityhub:us-east-1:111122223333:product/111122223333/default]',
    "ProductArn: [{ suffix: ':111122223333:product/111122223333/default' }]",
    "AwsAccountId: [{ prefix: '0123' }]",
    'Criticality: [{ numeric: [">=", 11112222333] }]',
  ])('is none in text: %s', (member) => expect(codesWith(member)).toEqual([]));
});
