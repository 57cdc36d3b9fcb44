import { describe, expect, it } from 'vitest';
import { elsewhere } from '../../../src/case-file/boundary/elsewhere.ts';
import { DEFAULT_SCOPE, expandResource } from '../../../src/case-file/expand-resource.ts';
import { entitiesOf } from '../../../src/core/entity/entities-of.ts';
import type { Finding } from '../../../src/core/finding/finding.ts';
import type { JsonObject } from '../../../src/core/json.ts';

function findingAbout(resources: readonly JsonObject[], members: JsonObject = {}): Finding {
  return {
    ProductArn: 'arn:aws:securityhub:us-east-1::product/aws/guardduty',
    Id: 'x',
    UpdatedAt: '2026-01-01T00:00:00Z',
    AwsAccountId: DEFAULT_SCOPE.account,
    Region: DEFAULT_SCOPE.region,
    Resources: resources,
    ...members,
  };
}

function namedIn(finding: Finding | undefined): readonly { type: string; key: string }[] {
  return finding === undefined ? [] : entitiesOf(finding).map(({ entity: { type, key } }) => ({ type, key }));
}

describe('elsewhere', () => {
  it.each([
    'instance/web',
    'securityGroup/open',
    'networkInterface/eth0',
    'bucket/data',
    'object/data/report.csv',
    'user/alice',
    'role/path/admin',
    'accessKey/ci',
    'session/Admin/alice',
    'account/111122223333',
    'AwsRdsDbInstance/orders',
    'AwsLambdaFunction/handler',
    'arn:aws:rds:us-east-1:111122223333:db:orders',
    'arn:aws:sqs:us-east-1:111122223333:jobs',
  ])('names another entity of the type of %s', (text) => {
    const finding = findingAbout([expandResource(text, DEFAULT_SCOPE)]);
    const [before] = namedIn(finding);
    const away = namedIn(elsewhere(finding, before?.type ?? ''));
    expect(before).toBeDefined();
    expect(away).toHaveLength(1);
    expect(away[0]?.type).toBe(before?.type);
    expect(away[0]?.key).not.toBe(before?.key);
  });

  it('leaves entities of other types alone, in their places', () => {
    const resources = ['accessKey/ci', 'bucket/data', 'bucket/more'].map((text) =>
      expandResource(text, DEFAULT_SCOPE),
    );
    const finding = findingAbout(resources);
    const [key, ...buckets] = namedIn(elsewhere(finding, 'AwsS3Bucket'));
    expect(key).toEqual(namedIn(finding)[0]);
    expect(buckets.map((bucket) => bucket.key)).toEqual([
      'arn:aws:s3:::data-elsewhere',
      'arn:aws:s3:::more-elsewhere',
    ]);
  });

  it.each<[string, Finding, string]>([
    [
      'an entity is told by a member of the product',
      findingAbout([{ Type: 'AwsEc2Instance', Id: 'null' }], {
        ProductFields: { 'aws/inspector/instanceId': 'i-0123456789abcdef0' },
      }),
      'AwsEc2Instance',
    ],
    [
      'no longer id is possible',
      findingAbout([{ Type: 'Other', Id: `arn:aws:sqs:us-east-1:111122223333:${'a'.repeat(1160)}` }]),
      'AwsSqsQueue',
    ],
  ])('is nowhere when %s', (_name, finding, type) => {
    expect(namedIn(finding).map((named) => named.type)).toEqual([type]);
    expect(elsewhere(finding, type)).toBeUndefined();
  });
});
