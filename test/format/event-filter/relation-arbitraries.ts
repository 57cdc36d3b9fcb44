import fc from 'fast-check';
import { entitiesOf } from '../../../src/core/entity/entities-of.ts';
import { ENTITY_TYPE_OF_KIND, type EntityKind } from '../../../src/core/entity/entity.ts';
import { RELATED_TYPES } from '../../../src/core/entity/related-types.ts';
import type { Finding } from '../../../src/core/finding/finding.ts';
import type { JsonObject } from '../../../src/core/json.ts';
import type { Rule } from '../../../src/core/rule/rule.ts';
import { arbitraryVersions, rulesNear } from './filter-arbitraries.ts';

const ACCOUNT = '111122223333';
const REPOSITORY = `arn:aws:ecr:eu-west-1:${ACCOUNT}:repository/api`;

/** Resources as AWS names them, by type: ARNs and, where products send them, bare ids and ids told elsewhere. */
const IDS_BY_TYPE: readonly (readonly [string, readonly string[]])[] = [
  ['AwsEc2Instance', [ec2('instance/i-1'), ec2('instance/i-2'), 'i-1', 'null']],
  ['AwsEc2SecurityGroup', [ec2('security-group/sg-1'), ec2('security-group/sg-2'), 'sg-1']],
  ['AwsEc2NetworkInterface', [ec2('network-interface/eni-1'), 'eni-2']],
  ['AwsS3Bucket', ['arn:aws:s3:::logs', 'logs']],
  ['AwsS3Object', ['arn:aws:s3:::logs/a/b', 'logs/a']],
  ['AwsIamUser', [`arn:aws:iam::${ACCOUNT}:user/x/one`, 'one']],
  ['AwsIamRole', [`arn:aws:iam::${ACCOUNT}:role/one`]],
  ['AwsIamAccessKey', ['AWS::IAM::AccessKey:AKIA1', 'AWS::IAM::AccessKey:null']],
  ['AwsEcrContainerImage', [`${REPOSITORY}/sha256:${'0'.repeat(64)}`, 'api']],
  ['AwsEcrRepository', [REPOSITORY, 'api']],
  ['Container', ['0123456789abcdef']],
  ['AwsAccount', [`AWS::::Account:${ACCOUNT}`]],
  ['AwsSqsQueue', [`arn:aws:sqs:eu-west-1:${ACCOUNT}:queue`]],
  // ASFF provides no type for sessions, nor for much else.
  ['Other', [`arn:aws:sts::${ACCOUNT}:assumed-role/one/two`, 'deploy.sh']],
];

const DETAILS: ReadonlyMap<string, readonly JsonObject[]> = new Map([
  ['AwsEc2Instance', [{ NetworkInterfaces: [{ NetworkInterfaceId: 'eni-1' }] }]],
  [
    'AwsEc2NetworkInterface',
    [{ Attachment: { InstanceId: 'i-1' } }, { SecurityGroups: [{ GroupId: 'sg-1' }, { GroupId: 'sg-2' }] }],
  ],
  ['AwsS3Bucket', [{ OwnerAccountId: '444455556666' }]],
  ['Container', [{ ImageName: `${ACCOUNT}.dkr.ecr.eu-west-1.amazonaws.com/api@sha256:${'0'.repeat(64)}` }]],
  [
    'AwsIamAccessKey',
    [
      { AccessKeyId: 'AKIA2' },
      { PrincipalType: 'IAMUser', PrincipalName: 'one' },
      { SessionContext: { SessionIssuer: { Type: 'Role', UserName: 'one' } } },
    ],
  ],
]);

function ec2(resource: string): string {
  return `arn:aws:ec2:eu-west-1:${ACCOUNT}:${resource}`;
}

const resource: fc.Arbitrary<JsonObject> = fc.constantFrom(...IDS_BY_TYPE).chain(([Type, ids]) =>
  fc.record({
    Type: fc.constant(Type),
    Id: fc.constantFrom(...ids),
    Details: fc.option(
      fc.constantFrom(...(DETAILS.get(Type) ?? [{}])).map((details) => ({ [Type]: details })),
      { nil: {}, freq: 3 },
    ),
  }),
);

/** Versions of one finding, of which each may name fewer of the resources than another, and in another order. */
export const versionsWithResources: fc.Arbitrary<readonly [Finding, ...Finding[]]> = fc
  .tuple(arbitraryVersions, fc.array(resource, { minLength: 1, maxLength: 4, size: 'max' }))
  .chain(([versions, resources]) =>
    fc
      .array(fc.shuffledSubarray([...resources], { minLength: 1 }), { minLength: 3, maxLength: 3 })
      .map(([one = [], ...others]): readonly [Finding, ...Finding[]] => {
        const [first, ...rest] = versions;
        const further = rest.map((version, index) => ({ ...version, Resources: others[index] ?? one }));
        return [{ ...first, Resources: one, ProductFields: inspectorFields(first) }, ...further];
      }),
  );

function inspectorFields({ ProductFields }: Finding): JsonObject {
  return { ...(ProductFields as JsonObject), 'aws/inspector/instanceId': 'i-9' };
}

const KINDS = Object.keys(ENTITY_TYPE_OF_KIND) as readonly EntityKind[];
const TYPES = [...Object.values(ENTITY_TYPE_OF_KIND), 'AwsSqsQueue'];

interface Across {
  readonly entity: string;
  readonly on: EntityKind | undefined;
}

/** Most rules look across what can be related, and to what the finding names. */
function acrossNear(version: Finding): fc.Arbitrary<Across> {
  const named = new Set(entitiesOf(version).map(({ entity }) => entity.type));
  const near = RELATED_TYPES.filter(({ types }) => types.some((type) => named.has(type)));
  const pairs = (near.length === 0 ? RELATED_TYPES : near).map(({ types }) => types);
  const related = fc.tuple(fc.constantFrom(...pairs), fc.boolean()).map(([[a, b], isTurned]): Across => {
    const [entity, other] = isTurned ? [b, a] : [a, b];
    return { entity, on: KINDS.find((kind) => ENTITY_TYPE_OF_KIND[kind] === other) };
  });
  const any = fc.record({ entity: fc.constantFrom(...TYPES), on: fc.constantFrom(undefined, ...KINDS) });
  return fc.oneof({ weight: 4, arbitrary: related }, { weight: 1, arbitrary: any });
}

/** Rules that look for `sought`, most of which have a signal on what is related to what `version` names. */
export function relatingRulesNear(version: Finding, sought: Finding): fc.Arbitrary<readonly Rule[]> {
  return fc
    .tuple(rulesNear(sought), fc.array(acrossNear(version), { minLength: 2, maxLength: 2 }))
    .map(([rules, choices]) => rules.map((rule, at) => lookingAcross(rule, choices[at])));
}

function lookingAcross(rule: Rule, { entity, on }: Across = { entity: rule.entity, on: undefined }): Rule {
  const [first, ...others] = rule.signals;
  if (first === undefined || on === undefined) return { ...rule, entity };
  return { ...rule, entity, signals: [{ ...first, on }, ...others] };
}
