import { describe, expect, it } from 'vitest';
import { relationKey } from '../../../src/core/entity/relation-key.ts';

describe('relationKey', () => {
  it.each([
    [
      'AwsIamRole',
      'arn:aws:iam::111122223333:role/service-role/deep/worker',
      'arn:aws:iam::111122223333:role/worker',
    ],
    ['AwsIamRole', 'arn:aws:iam::111122223333:role/worker', 'arn:aws:iam::111122223333:role/worker'],
    ['AwsIamUser', 'arn:aws:iam::111122223333:user/team/alice', 'arn:aws:iam::111122223333:user/alice'],
    ['AwsIamUser', 'AwsIamUser:::a/b/c', 'AwsIamUser:::a/b/c'],
    ['AwsIamPolicy', 'arn:aws:iam::aws:policy/service-role/x', 'arn:aws:iam::aws:policy/service-role/x'],
    ['AwsS3Object', 'arn:aws:s3:::b/a/c', 'arn:aws:s3:::b/a/c'],
  ])('of %s %s is %s', (type, key, expected) => expect(relationKey({ type, key })).toBe(expected));
});
