import { describe, expect, it } from 'vitest';
import type { Relation } from '../../../src/core/entity/entity.ts';
import { relationKey } from '../../../src/core/entity/relation-key.ts';
import { relationsOf } from '../../../src/core/entity/relations-of.ts';
import type { Finding } from '../../../src/core/finding/finding.ts';
import type { Json, JsonObject } from '../../../src/core/json.ts';

const ACCOUNT = '111122223333';
const OTHER_ACCOUNT = '444455556666';

function finding(resources: readonly Json[], more: JsonObject = {}): Finding {
  return {
    ProductArn: 'arn:aws:securityhub:eu-west-1::product/aws/guardduty',
    Id: 'finding-1',
    UpdatedAt: '2026-01-01T00:00:00Z',
    AwsAccountId: ACCOUNT,
    Region: 'eu-west-1',
    Resources: resources,
    ...more,
  };
}

function printed(relations: readonly Relation[]): readonly string[] {
  return relations.map(({ ends: [one, other] }) => `${one.key} ~ ${other.key}`).sort();
}

function ec2(kind: string, id: string, account: string = ACCOUNT): string {
  return `arn:aws:ec2:eu-west-1:${account}:${kind}/${id}`;
}

const instance = (id: string, details: JsonObject = {}) => ({
  Type: 'AwsEc2Instance',
  Id: ec2('instance', id),
  Details: { AwsEc2Instance: details },
});
const group = (id: string) => ({ Type: 'AwsEc2SecurityGroup', Id: ec2('security-group', id) });
const networkInterface = (id: string, details: JsonObject = {}) => ({
  Type: 'AwsEc2NetworkInterface',
  Id: ec2('network-interface', id),
  Details: { AwsEc2NetworkInterface: details },
});
const bucket = (name: string, details: JsonObject = {}) => ({
  Type: 'AwsS3Bucket',
  Id: `arn:aws:s3:::${name}`,
  Details: { AwsS3Bucket: details },
});
const object = (id: string) => ({ Type: 'AwsS3Object', Id: id });
const accessKey = (id: string, details: JsonObject = {}) => ({
  Type: 'AwsIamAccessKey',
  Id: `AWS::IAM::AccessKey:${id}`,
  Details: { AwsIamAccessKey: details },
});
const role = (name: string) => ({ Type: 'AwsIamRole', Id: `arn:aws:iam::${ACCOUNT}:role/${name}` });
const user = (name: string) => ({ Type: 'AwsIamUser', Id: `arn:aws:iam::${ACCOUNT}:user/${name}` });
const session = (name: string) => ({
  Type: 'AwsStsAssumedRoleSession',
  Id: `arn:aws:sts::${ACCOUNT}:assumed-role/${name}`,
});

const DIGEST = `sha256:${'0123456789abcdef'.repeat(4)}`;
const REGISTRY = `${ACCOUNT}.dkr.ecr.eu-west-1.amazonaws.com`;
const imageArn = (repository: string, { region = 'eu-west-1', partition = 'aws' } = {}) =>
  `arn:${partition}:ecr:${region}:${ACCOUNT}:repository/${repository}/${DIGEST}`;
const image = (Id: string) => ({ Type: 'AwsEcrContainerImage', Id });
const container = (details: JsonObject) => ({
  Type: 'Container',
  Id: 'c-1',
  Details: { Container: details },
});
const CONTAINER_KEY = `Container:${ACCOUNT}:eu-west-1:c-1`;

describe('relationsOf: what one resource tells', () => {
  it.each<[string, JsonObject, readonly string[]]>([
    [
      'an instance names its network interfaces',
      instance('i-1', {
        NetworkInterfaces: [{ NetworkInterfaceId: 'eni-1' }, { NetworkInterfaceId: 'eni-2' }],
      }),
      [
        `${ec2('instance', 'i-1')} ~ ${ec2('network-interface', 'eni-1')}`,
        `${ec2('instance', 'i-1')} ~ ${ec2('network-interface', 'eni-2')}`,
      ],
    ],
    [
      'a network interface names its groups and its instance',
      networkInterface('eni-1', {
        Attachment: { InstanceId: 'i-1' },
        SecurityGroups: [{ GroupId: 'sg-1', GroupName: 'web' }, { GroupId: 'sg-2' }, { GroupId: 'sg-1' }],
      }),
      [
        `${ec2('instance', 'i-1')} ~ ${ec2('network-interface', 'eni-1')}`,
        `${ec2('network-interface', 'eni-1')} ~ ${ec2('security-group', 'sg-1')}`,
        `${ec2('network-interface', 'eni-1')} ~ ${ec2('security-group', 'sg-2')}`,
      ],
    ],
    [
      'a network interface names the account of its instance',
      networkInterface('eni-1', { Attachment: { InstanceId: 'i-1', InstanceOwnerId: OTHER_ACCOUNT } }),
      [`${ec2('instance', 'i-1', OTHER_ACCOUNT)} ~ ${ec2('network-interface', 'eni-1')}`],
    ],
    [
      'an object names its bucket',
      object('arn:aws:s3:::logs/a b/c'),
      ['arn:aws:s3:::logs/a b/c ~ arn:aws:s3:::logs'],
    ],
    [
      'a session names its role',
      session('worker/session-1'),
      [`arn:aws:sts::${ACCOUNT}:assumed-role/worker/session-1 ~ arn:aws:iam::${ACCOUNT}:role/worker`],
    ],
    [
      'a bucket names its owner',
      bucket('logs', { OwnerAccountId: OTHER_ACCOUNT }),
      [`arn:aws:s3:::logs ~ AWS::::Account:${OTHER_ACCOUNT}`],
    ],
    ['a bucket does not name a canonical user', bucket('logs', { OwnerId: '03d32dc0' }), []],
    ['a group names nothing', group('sg-1'), []],
    [
      'ids that name nothing state nothing',
      networkInterface('eni-1', {
        Attachment: { InstanceId: 'null' },
        SecurityGroups: [{ GroupId: '' }, null, 'sg-1'],
      }),
      [],
    ],
  ])('%s', (_, resource, expected) => expect(printed(relationsOf(finding([resource])))).toEqual(expected));

  it('is still stated when the finding is withdrawn', () => {
    const withdrawn = { RecordState: 'ARCHIVED', Workflow: { Status: 'RESOLVED' } };
    expect(relationsOf(finding([object('arn:aws:s3:::logs/a')], withdrawn))).toHaveLength(1);
  });

  it('has whole entities at its ends', () => {
    const [relation] = relationsOf(
      finding([networkInterface('eni-1', { SecurityGroups: [{ GroupId: 'sg-1' }] })]),
    );
    expect(relation?.ends).toEqual([
      {
        type: 'AwsEc2NetworkInterface',
        key: ec2('network-interface', 'eni-1'),
        account: ACCOUNT,
        region: 'eu-west-1',
      },
      {
        type: 'AwsEc2SecurityGroup',
        key: ec2('security-group', 'sg-1'),
        account: ACCOUNT,
        region: 'eu-west-1',
      },
    ]);
  });

  it('keeps the partition, account and Region of the resource that states it', () => {
    const Id = `arn:aws-cn:ec2:cn-north-1:${OTHER_ACCOUNT}:instance/i-1`;
    const resource = { ...instance('i-1', { NetworkInterfaces: [{ NetworkInterfaceId: 'eni-1' }] }), Id };
    expect(printed(relationsOf(finding([resource])))).toEqual([
      `${Id} ~ arn:aws-cn:ec2:cn-north-1:${OTHER_ACCOUNT}:network-interface/eni-1`,
    ]);
  });
});

describe('relationsOf: the principal of an access key', () => {
  const issuer = (more: JsonObject) => ({ SessionContext: { SessionIssuer: more } });
  it.each<[string, JsonObject, string | undefined]>([
    [
      'a user by name',
      { PrincipalType: 'IAMUser', PrincipalName: 'alice' },
      `arn:aws:iam::${ACCOUNT}:user/alice`,
    ],
    [
      'a role by name',
      { PrincipalType: 'AssumedRole', PrincipalName: 'Admin' },
      `arn:aws:iam::${ACCOUNT}:role/Admin`,
    ],
    [
      'a role spelt Role',
      { PrincipalType: 'Role', PrincipalName: 'Admin' },
      `arn:aws:iam::${ACCOUNT}:role/Admin`,
    ],
    [
      'a user by the retired member',
      { PrincipalType: 'IAMUser', UserName: 'alice' },
      `arn:aws:iam::${ACCOUNT}:user/alice`,
    ],
    [
      'a user by its unique id',
      { PrincipalId: 'AIDAEXAMPLE', PrincipalName: 'alice' },
      `arn:aws:iam::${ACCOUNT}:user/alice`,
    ],
    [
      'a role by its unique id',
      { PrincipalId: 'AROAEXAMPLE:s', PrincipalName: 'Admin' },
      `arn:aws:iam::${ACCOUNT}:role/Admin`,
    ],
    [
      'in the account of the key',
      { AccountId: OTHER_ACCOUNT, PrincipalType: 'IAMUser', PrincipalName: 'alice' },
      `arn:aws:iam::${OTHER_ACCOUNT}:user/alice`,
    ],
    [
      'by the ARN of the session issuer',
      {
        PrincipalType: 'AssumedRole',
        PrincipalName: 'x',
        ...issuer({ Arn: `arn:aws:iam::${OTHER_ACCOUNT}:role/team/Admin` }),
      },
      `arn:aws:iam::${OTHER_ACCOUNT}:role/team/Admin`,
    ],
    [
      'by the name of the session issuer',
      issuer({ Type: 'Role', UserName: 'Admin', AccountId: OTHER_ACCOUNT }),
      `arn:aws:iam::${OTHER_ACCOUNT}:role/Admin`,
    ],
    ['not the root user', { PrincipalType: 'Root', PrincipalName: 'Root' }, undefined],
    ['not another account', { PrincipalType: 'AWSAccount', PrincipalName: OTHER_ACCOUNT }, undefined],
    ['not a name of unknown kind', { PrincipalName: 'alice' }, undefined],
    ['not null', { PrincipalType: 'IAMUser', PrincipalName: 'null' }, undefined],
    ['not what is no name', { PrincipalType: 'IAMUser', PrincipalName: 'al ice/..' }, undefined],
    ['not what is no text', { PrincipalType: 'IAMUser', PrincipalName: ['alice'] }, undefined],
    ['not the ARN of something else', issuer({ Arn: 'arn:aws:s3:::logs' }), undefined],
  ])('%s', (_, details, principal) => {
    const expected = principal === undefined ? [] : [`AwsIamAccessKey:::AKIA1 ~ ${principal}`];
    const told = printed(relationsOf(finding([accessKey('AKIA1', details)])));
    expect(told.filter((relation) => !relation.includes('AWS::::Account:'))).toEqual(expected);
  });

  it('leaves its account told by the details', () => {
    const [relation] = printed(relationsOf(finding([accessKey('AKIA1', { AccountId: OTHER_ACCOUNT })])));
    expect(relation).toBe(`AwsIamAccessKey:::AKIA1 ~ AWS::::Account:${OTHER_ACCOUNT}`);
  });

  it('is found under the same key as the role with its path', () => {
    const [relation] = relationsOf(
      finding([accessKey('AKIA1', { PrincipalType: 'AssumedRole', PrincipalName: 'Admin' })]),
    );
    const withPath = { type: 'AwsIamRole', key: `arn:aws:iam::${ACCOUNT}:role/team/Admin` };
    expect(relation && relationKey(relation.ends[1])).toBe(relationKey(withPath));
  });

  it('is not guessed from the account of a Macie finding', () => {
    const macie = { ProductArn: 'arn:aws:securityhub:eu-west-1::product/aws/macie' };
    const key = accessKey('AKIA1', { PrincipalType: 'IAMUser', PrincipalName: 'alice' });
    expect(relationsOf(finding([key], macie))).toEqual([]);
  });

  it('belongs to no key that names nothing', () => {
    const key = accessKey('null', { PrincipalType: 'IAMUser', PrincipalName: 'alice' });
    expect(relationsOf(finding([key]))).toEqual([]);
  });
});

describe('relationsOf: images in Amazon ECR', () => {
  const repositoryArn = (name: string) => `arn:aws:ecr:eu-west-1:${ACCOUNT}:repository/${name}`;
  it.each<[string, string, string | undefined]>([
    ['names its repository', imageArn('api'), 'api'],
    ['names a repository in a namespace', imageArn('shop/web/api'), 'shop/web/api'],
    ['names nothing without a repository', `${repositoryArn('')}${DIGEST}`, undefined],
    ['names nothing under an empty name', `${repositoryArn('')}/${DIGEST}`, undefined],
    ['names nothing without an ARN', `api/${DIGEST}`, undefined],
    ['names nothing by its digest', DIGEST, undefined],
    [
      'names nothing in another service',
      `arn:aws:s3:eu-west-1:${ACCOUNT}:repository/api/${DIGEST}`,
      undefined,
    ],
    [
      'names nothing in another resource',
      `arn:aws:ecr:eu-west-1:${ACCOUNT}:template/api/${DIGEST}`,
      undefined,
    ],
    ['names nothing without its account', `arn:aws:ecr-public:::repository/api/${DIGEST}`, undefined],
  ])('an image %s', (_, id, repository) => {
    const expected = repository === undefined ? [] : [`${id} ~ ${repositoryArn(repository)}`];
    expect(printed(relationsOf(finding([image(id)])))).toEqual(expected);
  });

  it('an image keeps its partition, and is not tied to a repository beside it', () => {
    const id = imageArn('api', { region: 'cn-north-1', partition: 'aws-cn' });
    const beside = { Type: 'AwsEcrRepository', Id: repositoryArn('other') };
    expect(printed(relationsOf(finding([image(id), beside])))).toEqual([
      `${id} ~ arn:aws-cn:ecr:cn-north-1:${ACCOUNT}:repository/api`,
    ]);
  });

  it.each<[string, string, string]>([
    ['by digest', `${REGISTRY}/api@${DIGEST}`, imageArn('api')],
    ['by tag and digest', `${REGISTRY}/shop/api:1.4@${DIGEST}`, imageArn('shop/api')],
    [
      'in China',
      `${ACCOUNT}.dkr.ecr.cn-north-1.amazonaws.com.cn/api@${DIGEST}`,
      imageArn('api', { region: 'cn-north-1', partition: 'aws-cn' }),
    ],
    [
      'at a FIPS endpoint',
      `${ACCOUNT}.dkr.ecr-fips.us-gov-west-1.amazonaws.com/api@${DIGEST}`,
      imageArn('api', { region: 'us-gov-west-1', partition: 'aws-us-gov' }),
    ],
    ['at a dual-stack endpoint', `${ACCOUNT}.dkr-ecr.eu-west-1.on.aws/api@${DIGEST}`, imageArn('api')],
    [
      'at a dual-stack FIPS endpoint',
      `${ACCOUNT}.dkr-ecr-fips.us-east-1.on.aws/api@${DIGEST}`,
      imageArn('api', { region: 'us-east-1' }),
    ],
  ])('a container names its image %s', (_, ImageName, expected) => {
    const [relation, ...others] = printed(relationsOf(finding([container({ ImageName })])));
    expect([relation, others]).toEqual([`${CONTAINER_KEY} ~ ${expected}`, []]);
  });

  it.each<[string, JsonObject]>([
    ['without a digest', { ImageName: `${REGISTRY}/api` }],
    ['by tag alone', { ImageName: `${REGISTRY}/api:1.4` }],
    ['by tag and the digest of its configuration', { ImageName: `${REGISTRY}/api:1.4`, ImageId: DIGEST }],
    ['by id alone', { ImageId: `${REGISTRY}/api@${DIGEST}` }],
    ['of Docker Hub', { ImageName: `docker.io/library/nginx@${DIGEST}` }],
    ['without a registry', { ImageName: `nginx@${DIGEST}` }],
    ['of the public gallery', { ImageName: `public.ecr.aws/nginx/nginx@${DIGEST}` }],
    ['of another cloud', { ImageName: `europe-docker.pkg.dev/shop/web/api@${DIGEST}` }],
    ['of a host that only begins like a registry', { ImageName: `${REGISTRY}.evil.example/api@${DIGEST}` }],
    ['of a host that only ends like a registry', { ImageName: `evil.${REGISTRY}/api@${DIGEST}` }],
    ['of no account', { ImageName: `11112222333x.dkr.ecr.eu-west-1.amazonaws.com/api@${DIGEST}` }],
    ['of a longer account', { ImageName: `1${REGISTRY}/api@${DIGEST}` }],
    ['of no host', { ImageName: `${ACCOUNT}-dkr.ecr.eu-west-1.amazonaws.com/api@${DIGEST}` }],
    ['of no Region', { ImageName: `${ACCOUNT}.dkr.ecr..amazonaws.com/api@${DIGEST}` }],
    ['of two Regions', { ImageName: `${ACCOUNT}.dkr.ecr.a.b.amazonaws.com/api@${DIGEST}` }],
    ['of China outside of China', { ImageName: `${ACCOUNT}.dkr.ecr.cn-north-1.amazonaws.com/api@${DIGEST}` }],
    ['outside of China in China', { ImageName: `${REGISTRY}.cn/api@${DIGEST}` }],
    ['in upper case', { ImageName: `${REGISTRY}/API@${DIGEST}` }],
    ['by a digest in upper case', { ImageName: `${REGISTRY}/api@sha256:${'A'.repeat(64)}` }],
    ['by half a digest', { ImageName: `${REGISTRY}/api@${DIGEST.slice(0, 39)}` }],
    ['by more than a digest', { ImageName: `${REGISTRY}/api@${DIGEST}0` }],
    ['by two digests', { ImageName: `${REGISTRY}/api@${DIGEST}@${DIGEST}` }],
    ['by another algorithm', { ImageName: `${REGISTRY}/api@sha512:${'0'.repeat(128)}` }],
    ['with an empty name', { ImageName: `${REGISTRY}/@${DIGEST}` }],
    ['with an empty part', { ImageName: `${REGISTRY}/shop//api@${DIGEST}` }],
    ['with a space', { ImageName: `${REGISTRY}/a pi@${DIGEST}` }],
    ['with a digest before the registry', { ImageName: `@${DIGEST}/api` }],
    ['with too long a name', { ImageName: `${REGISTRY}/${'a'.repeat(257)}@${DIGEST}` }],
    ['with too long a tag', { ImageName: `${REGISTRY}/api:${'1'.repeat(1_200)}@${DIGEST}` }],
    ['that is no text', { ImageName: [`${REGISTRY}/api@${DIGEST}`] }],
  ])('a container names no image %s', (_, details) =>
    expect(relationsOf(finding([container(details)]))).toEqual([]),
  );

  it('a container is not tied to an image beside it, which may be another one', () => {
    const resources = [container({ ImageName: `${REGISTRY}/api:1.4` }), image(imageArn('api'))];
    expect(printed(relationsOf(finding(resources)))).toEqual([
      `${imageArn('api')} ~ ${repositoryArn('api')}`,
    ]);
  });
});

describe('relationsOf: resources named together', () => {
  const tied = (kind: string, ids: readonly string[]) =>
    ids.map((id) => `${ec2('instance', 'i-1')} ~ ${ec2(kind, id)}`);
  it.each<[string, readonly Json[], readonly string[]]>([
    ['one instance and one group', [instance('i-1'), group('sg-1')], tied('security-group', ['sg-1'])],
    ['in any order', [group('sg-1'), instance('i-1')], tied('security-group', ['sg-1'])],
    [
      'one instance and several groups',
      [instance('i-1'), group('sg-1'), group('sg-2')],
      tied('security-group', ['sg-1', 'sg-2']),
    ],
    [
      'two instances and two groups leave a choice',
      [instance('i-1'), instance('i-2'), group('sg-1'), group('sg-2')],
      [],
    ],
    [
      'one instance in two spellings is one',
      [
        { Type: 'AwsEc2Instance', Id: 'i-1', Region: 'eu-west-1' },
        instance('i-1'),
        group('sg-1'),
        group('sg-2'),
      ],
      tied('security-group', ['sg-1', 'sg-2']),
    ],
    [
      'one key and one user',
      [accessKey('AKIA1'), user('alice')],
      [`AwsIamAccessKey:::AKIA1 ~ arn:aws:iam::${ACCOUNT}:user/alice`],
    ],
    [
      'one key and two roles',
      [role('a'), accessKey('AKIA1'), role('b')],
      [
        `AwsIamAccessKey:::AKIA1 ~ arn:aws:iam::${ACCOUNT}:role/a`,
        `AwsIamAccessKey:::AKIA1 ~ arn:aws:iam::${ACCOUNT}:role/b`,
      ],
    ],
    [
      'a key that tells its role is not tied to another',
      [role('target'), accessKey('AKIA1', { PrincipalType: 'Role', PrincipalName: 'Admin' })],
      [`AwsIamAccessKey:::AKIA1 ~ arn:aws:iam::${ACCOUNT}:role/Admin`],
    ],
    [
      'a session keeps its own role',
      [session('a/s'), role('b')],
      [`arn:aws:sts::${ACCOUNT}:assumed-role/a/s ~ arn:aws:iam::${ACCOUNT}:role/a`],
    ],
    [
      'a bucket and its object',
      [bucket('logs'), object('arn:aws:s3:::logs/a')],
      ['arn:aws:s3:::logs/a ~ arn:aws:s3:::logs'],
    ],
    [
      'an object keeps its own bucket',
      [bucket('other'), object('arn:aws:s3:::logs/a')],
      ['arn:aws:s3:::logs/a ~ arn:aws:s3:::logs'],
    ],
    [
      'an object that does not tell its bucket',
      [bucket('logs'), object('report.csv')],
      ['AwsS3Object:::report.csv ~ arn:aws:s3:::logs'],
    ],
    [
      'a bucket and the account that reads it are not tied',
      [bucket('logs'), { Type: 'AwsAccount', Id: `AWS::::Account:${ACCOUNT}` }],
      [],
    ],
    ['an instance and a bucket are not tied', [instance('i-1'), accessKey('AKIA1'), bucket('logs')], []],
    ['two groups are not tied', [group('sg-1'), group('sg-2')], []],
  ])('%s', (_, resources, expected) =>
    expect(printed(relationsOf(finding(resources)))).toEqual([...expected].sort()),
  );
});
