import { describe, expect, it } from 'vitest';
import type { Json } from '../../../src/core/json.ts';
import { inShort, lintOne } from './lint-one.ts';

const NEWER = 'check the number, unless the control is newer than this version of corroborate';
const FORM =
  'write the id of a control as Security Hub does, such as `EC2.18`; requirements of CIS and PCI DSS are none';

describe('a control', () => {
  it.each<[string, Json, string, string]>([
    ['with a former id of PCI DSS', 'PCI.S3.1', 'lint/former-control', 'error ask for `S3.3`'],
    ['with a former id of CIS', 'CIS/1.2.0/4.3', 'lint/former-control', 'error ask for `EC2.2`'],
    ['renamed', 'ELBv2.1', 'lint/former-control', 'error ask for `ELB.1`'],
    ['retired', 'S3.4', 'lint/retired-control', 'error no control took its place; take it out'],
    [
      'retired, with a successor',
      'CloudFront.2',
      'lint/retired-control',
      'error ask for `CloudFront.13`, which AWS names in its place',
    ],
    [
      'retired, under a former id',
      'PCI.S3.4',
      'lint/retired-control',
      'error no control took its place; take it out',
    ],
    ['in other letters', 'ec2.18', 'lint/unknown-control', 'error did you mean `EC2.18`?'],
    ['misspelt', 'CloudTrial.2', 'lint/unknown-control', 'error did you mean `CloudTrail.2`?'],
    ['of a short name', 'SSO.1', 'lint/unknown-control', `warning ${NEWER}`],
    ['newer', 'EC2.9999', 'lint/unknown-control', `warning ${NEWER}`],
    ['of a newer service', 'Quantum.1', 'lint/unknown-control', `warning ${NEWER}`],
    ['as a number of CIS', '4.3', 'lint/unknown-control', `error ${FORM}`],
    ['of a prefix that it never had', 'PCI.EC2.18', 'lint/unknown-control', `error ${FORM}`],
    ['as a word', 'public', 'lint/unknown-control', `error ${FORM}`],
    ['without a number', 'EC2.', 'lint/unknown-control', `error ${FORM}`],
  ])('%s', (_name, id, code, expected) => {
    const shown = expected.replace(' ', ' Normalized/Control/1 | ');
    expect(lintOne(code, { Normalized: { Control: ['EC2.9', id] } }).map(inShort)).toEqual([shown]);
    const other = expected.replace(' ', ' Compliance/SecurityControlId/0 | ');
    expect(lintOne(code, { Compliance: { SecurityControlId: [id] } }).map(inShort)).toEqual([other]);
  });

  it.each<[string, Json]>([
    ['of today', 'EC2.18'],
    ['by its beginning', { prefix: 'EC2.' }],
    ['by exclusion', { 'anything-but': ['S3.4'] }],
  ])('%s is fine', (_name, id) => {
    for (const code of ['former', 'retired', 'unknown'])
      expect(lintOne(`lint/${code}-control`, { Normalized: { Control: [id] } })).toEqual([]);
  });
});
