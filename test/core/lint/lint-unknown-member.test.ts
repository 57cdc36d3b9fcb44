import { describe, expect, it } from 'vitest';
import type { Json } from '../../../src/core/json.ts';
import { inShort, lintOne } from './lint-one.ts';

const CODE = 'lint/unknown-member';

describe('members that no finding has', () => {
  it.each<[string, Json, string]>([
    ['another case', { severity: { Label: ['HIGH'] } }, 'error severity/Label | did you mean `Severity`?'],
    ['a slip', { AwsAcountId: ['1'] }, 'error AwsAcountId | did you mean `AwsAccountId`?'],
    [
      'a slip inside',
      { Compliance: { Statuss: ['FAILED'] } },
      'error Compliance/Statuss | did you mean `Status`?',
    ],
    [
      'a slip in a list of objects',
      { Resources: { type: ['x'] } },
      'error Resources/type | did you mean `Type`?',
    ],
    [
      'another slip there',
      { Vulnerabilities: { FixAvailble: ['YES'] } },
      'error Vulnerabilities/FixAvailble | did you mean `FixAvailable`?',
    ],
    [
      'an event around the finding',
      { detail: { findings: { Severity: { Label: ['HIGH'] } } } },
      'error detail/findings/Severity/Label | a pattern is about the finding alone: write what stands in `detail.findings`, without it',
    ],
    ['a member of Normalized', { Type: ['x'] }, 'error Type | did you mean `Normalized.Type`?'],
    [
      'an unknown one',
      { Exposure: ['HIGH'] },
      'warning Exposure | check the name, unless it is newer than this version of corroborate',
    ],
    [
      'an unknown short one',
      { Nodes: ['x'] },
      'warning Nodes | check the name, unless it is newer than this version of corroborate',
    ],
  ])('%s', (_name, pattern, expected) => expect(lintOne(CODE, pattern).map(inShort)).toEqual([expected]));

  it('in `distinct`', () => {
    const [issue] = lintOne(CODE, { Title: ['x'] }, { count: 2, distinct: ['Severity', 'label'] });
    expect(issue).toMatchObject({ level: 'error', path: ['signals', 'one', 'distinct'] });
    expect(lintOne(CODE, { Title: ['x'] }, { count: 2, distinct: ['Vulnerabilities', 'Id'] })).toEqual([]);
  });

  it.each<[string, Json]>([
    [
      'members of ASFF',
      { Severity: { Label: ['HIGH'] }, Resources: { Details: { AwsEc2Instance: { VpcId: ['v'] } } } },
    ],
    [
      'texts under a name of their own',
      { ProductFields: { anything: ['x'] }, UserDefinedFields: { a: ['x'] } },
    ],
    [
      'an object that is not kept',
      { Action: { ActionType: ['AWS_API_CALL'] }, Detection: { Sequence: { Uid: ['x'] } } },
    ],
    ['what another code tells', { Normalized: { type: ['x'] } }],
    ['an absence', { severity: [{ exists: false }] }],
  ])('%s: nothing', (_name, pattern) => expect(lintOne(CODE, pattern)).toEqual([]));
});
