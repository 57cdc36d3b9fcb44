import { describe, expect, it } from 'vitest';
import { ENTITY_TYPE_OF_KIND, type EntityKind } from '../../../src/core/entity/entity.ts';
import { RELATED_TYPES } from '../../../src/core/entity/related-types.ts';
import type { Json } from '../../../src/core/json.ts';
import { lintOne } from './lint-one.ts';

type On = EntityKind | undefined;

function lintFor(entity: string, on: On, pattern: Json): readonly string[] {
  const issues = lintOne('lint/other-resource', pattern, on === undefined ? {} : { on }, { entity });
  return issues.map(({ level, path, hint }) => `${level} ${path.slice(4).join('/')} | ${hint}`);
}

function control(...ids: readonly string[]): Json {
  return { Normalized: { Control: ids } };
}

function type(product: string, ...types: readonly Json[]): Json {
  return { Normalized: { Product: [product], Type: types } };
}

const JOIN_GROUP = 'add `on: securityGroup`, which joins them where they are related';

describe('a control', () => {
  it.each<[string, string, On, Json, readonly string[]]>([
    ['on its resource', 'AwsEc2Instance', undefined, control('EC2.9'), []],
    ['on its resource by relation', 'AwsEc2Instance', 'securityGroup', control('EC2.18'), []],
    [
      'on a related one',
      'AwsEc2Instance',
      undefined,
      control('EC2.9', 'EC2.18'),
      [`error Normalized/Control/1 | ${JOIN_GROUP}`],
    ],
    [
      'by the beginning of its id',
      'AwsEc2Instance',
      undefined,
      { Normalized: { Control: [{ prefix: 'Lambda.' }] } },
      ['error Normalized/Control/0 | take it out: nothing joins `AwsLambdaFunction` to `AwsEc2Instance`'],
    ],
    [
      'by a beginning of ids of which one is on its resource',
      'AwsEc2Instance',
      undefined,
      { Normalized: { Control: [{ prefix: 'EC2.' }] } },
      [],
    ],
    [
      'under a former id',
      'AwsEc2Instance',
      undefined,
      { Compliance: { SecurityControlId: ['PCI.EC2.5'] } },
      [`error Compliance/SecurityControlId/0 | ${JOIN_GROUP}`],
    ],
    [
      'by relation although it is on the entity',
      'AwsEc2Instance',
      'securityGroup',
      control('EC2.9'),
      ['error Normalized/Control/0 | leave `on` away'],
    ],
    [
      'by another relation',
      'AwsEc2Instance',
      'networkInterface',
      control('EC2.18'),
      ['error Normalized/Control/0 | make it `on: securityGroup`, which joins them where they are related'],
    ],
    [
      'on a resource that nothing joins',
      'AwsEc2Instance',
      undefined,
      control('RDS.2'),
      ['error Normalized/Control/0 | take it out: nothing joins `AwsRdsDbInstance` to `AwsEc2Instance`'],
    ],
    [
      'of the account',
      'AwsS3Bucket',
      undefined,
      control('S3.1'),
      ['error Normalized/Control/0 | add `on: account`, which joins them where they are related'],
    ],
    ['of a bucket, on the account', 'AwsAccount', undefined, control('S3.2'), []],
    ['of a bucket, on an account', 'AwsEc2Instance', 'account', control('S3.2'), []],
    ['of all resources of an account', 'AwsAccount', 'account', control('RDS.2'), []],
    ['of a resource without a name in ASFF', 'AwsEc2Instance', undefined, control('SSM.4'), []],
    ['that is unknown', 'AwsEc2Instance', undefined, control('EC2.9999'), []],
    [
      'of classic findings',
      'AwsEc2Instance',
      undefined,
      { ProductFields: { ControlId: ['EC2.18'] } },
      [`error ProductFields/ControlId/0 | ${JOIN_GROUP}`],
    ],
    [
      'as the generator',
      'AwsEc2Instance',
      undefined,
      { GeneratorId: ['security-control/EC2.18'] },
      [`error GeneratorId/0 | ${JOIN_GROUP}`],
    ],
    [
      'of another product',
      'AwsEc2Instance',
      undefined,
      { Normalized: { Product: ['acme/x'] }, GeneratorId: ['security-control/EC2.18'] },
      [],
    ],
  ])('%s', (_name, entity, on, pattern, expected) => expect(lintFor(entity, on, pattern)).toEqual(expected));
});

describe('a type', () => {
  const JOIN_KEY = 'add `on: accessKey`, which joins them where they are related';

  it.each<[string, string, On, Json, readonly string[]]>([
    ['of its resource', 'AwsEc2Instance', undefined, type('GuardDuty', { prefix: 'Backdoor:EC2/' }), []],
    [
      'of another resource',
      'AwsS3Bucket',
      undefined,
      type('GuardDuty', 'Exfiltration:S3/AnomalousBehavior', 'Backdoor:EC2/Spambot', {
        prefix: 'Trojan:EC2/',
      }),
      [1, 2].map(
        (index) =>
          `error Normalized/Type/${index} | take it out: nothing joins \`AwsEc2Instance\` to \`AwsS3Bucket\``,
      ),
    ],
    [
      'of a key, on its user',
      'AwsIamUser',
      undefined,
      type('GuardDuty', { prefix: 'Recon:IAMUser/' }),
      [`error Normalized/Type/0 | ${JOIN_KEY}`],
    ],
    [
      'of a key, on the bucket it read',
      'AwsS3Bucket',
      undefined,
      type('GuardDuty', { prefix: 'Discovery:S3/' }),
      [],
    ],
    ['of several resources', 'AwsS3Bucket', undefined, type('GuardDuty', { prefix: 'Backdoor:' }), []],
    [
      'of a key, on the account itself',
      'AwsAccount',
      undefined,
      type('GuardDuty', 'Policy:IAMUser/RootCredentialUsage'),
      ['error Normalized/Type/0 | add `on: account`, which takes all that it owns'],
    ],
    ['of any resource of an account', 'AwsAccount', 'account', type('GuardDuty', 'Backdoor:EC2/Spambot'), []],
    ['that is newer', 'AwsS3Bucket', undefined, type('GuardDuty', 'Backdoor:EC2/NotYet'), []],
    [
      'of one of two products',
      'AwsIamUser',
      undefined,
      { Normalized: { Product: ['GuardDuty', 'Macie'], Type: ['Backdoor:EC2/Spambot'] } },
      ['error Normalized/Product/1', 'error Normalized/Type/0'].map(
        (place) =>
          `${place} | take it out: nothing joins ${place.endsWith('1') ? '`AwsS3Bucket` or `AwsS3Object`' : '`AwsEc2Instance`'} to \`AwsIamUser\``,
      ),
    ],
    ['by exclusion', 'AwsS3Bucket', undefined, type('GuardDuty', { 'anything-but': ['x'] }), []],
    [
      'in ASFF',
      'AwsS3Bucket',
      undefined,
      { ProductName: ['GuardDuty'], Types: ['TTPs/Command and Control/Backdoor:EC2-Spambot'] },
      ['error Types/0 | take it out: nothing joins `AwsEc2Instance` to `AwsS3Bucket`'],
    ],
    ['of any product', 'AwsS3Bucket', undefined, { Normalized: { Type: ['Backdoor:EC2/Spambot'] } }, []],
    ['of another company', 'AwsS3Bucket', undefined, type('acme/x', 'Backdoor:EC2/Spambot'), []],
    [
      'of Macie, on an object',
      'AwsS3Object',
      undefined,
      type('Macie', 'SensitiveData:S3Object/Personal', 'Policy:IAMUser/S3BucketPublic'),
      ['error Normalized/Type/1 | add `on: bucket`, which joins them where they are related'],
    ],
  ])('%s', (_name, entity, on, pattern, expected) => expect(lintFor(entity, on, pattern)).toEqual(expected));
});

describe('a product', () => {
  it.each<[string, string, Json, number]>([
    ['that never looks at the entity', 'AwsS3Bucket', { Normalized: { Product: ['Inspector'] } }, 1],
    ['by its own name', 'AwsS3Bucket', { ProductName: ['Inspector'] }, 1],
    ['that does', 'AwsEc2Instance', { Normalized: { Product: ['Inspector'] } }, 0],
    ['of which that is not known', 'AwsS3Bucket', { Normalized: { Product: ['Health'] } }, 0],
    ['with a type, is told once', 'AwsEc2Instance', type('Macie', 'SensitiveData:S3Object/Personal'), 1],
  ])('%s', (_name, entity, pattern, count) =>
    expect(lintFor(entity, undefined, pattern)).toHaveLength(count),
  );
});

describe('on', () => {
  const kinds = Object.keys(ENTITY_TYPE_OF_KIND) as EntityKind[];

  it.each(kinds)('%s is an error where no relation joins it', (on) => {
    const type = ENTITY_TYPE_OF_KIND[on];
    for (const entity of [...Object.values(ENTITY_TYPE_OF_KIND), 'AwsRdsDbInstance']) {
      const pair = [type, entity].toSorted().join();
      const isRelated =
        on === 'account' || RELATED_TYPES.some(({ types }) => types.toSorted().join() === pair);
      const issues = lintOne(
        'lint/never-related',
        { Normalized: { Product: ['acme/x'] } },
        { on },
        { entity },
      );
      expect(issues.map(({ path }) => path.join('/'))).toEqual(isRelated ? [] : ['signals/one/on']);
    }
  });

  it('says what could stand there', () => {
    const [issue] = lintOne('lint/never-related', { Title: ['x'] }, { on: 'bucket' });
    expect(issue).toMatchObject({
      level: 'error',
      message: 'nothing joins `AwsS3Bucket` to `AwsEc2Instance`',
      hint: 'what can be joined to it is `on: securityGroup`, `on: networkInterface`, `on: account`',
    });
  });
});
