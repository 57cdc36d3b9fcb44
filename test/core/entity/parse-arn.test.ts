import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseArn, printArn } from '../../../src/core/entity/parse-arn.ts';

describe('parseArn', () => {
  it.each([
    ['arn:aws:s3:::b', ['aws', 's3', '', '', 'b']],
    ['arn:aws-cn:s3:::b/k:with:colons', ['aws-cn', 's3', '', '', 'b/k:with:colons']],
    [
      'arn:aws:ec2:eu-west-1:111122223333:instance/i-0abc',
      ['aws', 'ec2', 'eu-west-1', '111122223333', 'instance/i-0abc'],
    ],
    [
      'arn::ec2:eu-west-1:111122223333:instance/i-0abc',
      ['aws', 'ec2', 'eu-west-1', '111122223333', 'instance/i-0abc'],
    ],
    [
      'arn:aws::ec2:eu-west-1:111122223333:instance/i-0abc',
      ['aws', 'ec2', 'eu-west-1', '111122223333', 'instance/i-0abc'],
    ],
    ['arn:aws:lambda:r:a:function:name:7', ['aws', 'lambda', 'r', 'a', 'function:name:7']],
    ['arn:aws:iam::aws:policy/x/y', ['aws', 'iam', '', 'aws', 'policy/x/y']],
    ['arn:aws:s3::: ', ['aws', 's3', '', '', ' ']],
  ])('reads %s', (text, [partition, service, region, account, resource]) => {
    expect(parseArn(text)).toEqual({ partition, service, region, account, resource });
  });

  it.each([
    '',
    'arn',
    'arn:',
    'arn:aws',
    'arn:aws:s3',
    'arn:aws:s3:::',
    'arn:aws:s3::b',
    'ARN:aws:s3:::b',
    ' arn:aws:s3:::b',
    'arn:::::b',
    'arn:aws:::r:a:b',
    'i-0abc',
    'AWS::::Account:111122223333',
  ])('refuses %j', (text) => expect(parseArn(text)).toBeUndefined());

  const part = fc.string().filter((text) => !text.includes(':'));
  const word = part.filter((text) => text !== '');
  const anyArn = fc.record({
    partition: word,
    service: word,
    region: part,
    account: part,
    resource: fc.string({ minLength: 1 }),
  });

  it('reads back whatever it prints', () => {
    fc.assert(
      fc.property(anyArn, (arn) => {
        expect(parseArn(printArn(arn))).toEqual(arn);
      }),
    );
  });
});
