import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { contextOfGuardDuty } from '../../../src/core/entity/context-of-guard-duty.ts';
import { entitiesOf } from '../../../src/core/entity/entities-of.ts';
import { relationsOf } from '../../../src/core/entity/relations-of.ts';
import type { Finding } from '../../../src/core/finding/finding.ts';
import { isJsonObject, type Json, type JsonObject, memberOf } from '../../../src/core/json.ts';

const ROOT = join(import.meta.dirname, '../../../../shared/data/findings');
const isHere = existsSync(ROOT);
if (!isHere) console.warn('skipped: the real findings are not beside the project (../shared/data/findings)');

const DEFECT_DOJO = 'DefectDojo__django-DefectDojo';
const RESPONSE = 'aws-solutions__automated-security-response-on-aws';
const DOCS = 'docs.aws.amazon.com__current-docs';
const GUARD_DUTY = 'blu371ck__GuardDuty-SOAR';

/** Every object anywhere in a file for which `isWanted` holds; none where the file is not JSON. */
function objectsIn(path: string, isWanted: (value: JsonObject) => boolean): readonly JsonObject[] {
  const wanted: JsonObject[] = [];
  const left: Json[] = [parsed(path)];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    if (isJsonObject(next) && isWanted(next)) wanted.push(next);
    if (typeof next === 'object' && next !== null) left.push(...(Object.values(next) as Json[]));
  }
  return wanted.reverse();
}

function parsed(path: string): Json {
  try {
    return JSON.parse(readFileSync(join(ROOT, path), 'utf8'));
  } catch {
    return null;
  }
}

function findingsIn(path: string): readonly Finding[] {
  return objectsIn(path, (value) => Array.isArray(value.Resources)) as readonly Finding[];
}

function keysIn(path: string): readonly string[] {
  const keys = findingsIn(path).flatMap((finding) => entitiesOf(finding).map(({ entity }) => entity.key));
  return [...new Set(keys)];
}

function filesUnder(folder: string): readonly string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((file) =>
    join(folder, file),
  );
}

describe.skipIf(!isHere)('real findings', () => {
  it.each<[string, readonly string[]]>([
    [
      'splunk__security_content/aws_security_hub.example_log.json',
      [
        'arn:aws:ec2:us-east-1:802684071507:instance/i-99999999',
        'AwsIamAccessKey:::GeneratedFindingAccessKeyId',
        'arn:aws:s3:::bucketName',
      ],
    ],
    [
      `${DEFECT_DOJO}/inspector_ec2_ghsa.json`,
      ['arn:aws:ec2:eu-central-1:012345678912:instance/i-07c11cc535d830123'],
    ],
    [`${DEFECT_DOJO}/issue_10956.json`, ['AwsEc2Instance::us-east-1:i-1234xxyy']],
    [`${DEFECT_DOJO}/missing_account_id.json`, ['AwsEc2Instance::us-east-1:i-1234xxyy']],
    [`${DEFECT_DOJO}/config_one_finding.json`, ['AWS::::Account:012345678912']],
    [
      `${DOCS}/inspector2_ec2_cve.asff.json`,
      ['arn:aws:ec2:us-east-1:123456789012:instance/i-0f1ed287081bdf0fb'],
    ],
    [
      `${DOCS}/macie_sensitive_data.asff.json`,
      ['arn:aws:s3:::amzn-s3-demo-bucket', 'arn:aws:s3:::amzn-s3-demo-bucket/2022 Sourcing.tsv'],
    ],
    [
      'awsdocs__amazon-guardduty-user-guide/securityhub-integration__block1.json',
      ['arn:aws:ec2:us-east-1:193043430472:instance/i-0c10c2c7863d1a356'],
    ],
    [
      'awsdocs__aws-systems-manager-user-guide/patch-manager-security-hub-integration__block1.json',
      ['arn:aws:ec2:us-east-2:111122223333:instance/i-02573cafcfEXAMPLE'],
    ],
    [`${RESPONSE}/cis43.json`, ['arn:aws:ec2:us-east-2:111111111111:security-group/sg-02cfbecbc814a3c24']],
  ])('%s names its entities', (path, keys) => expect(keysIn(path)).toEqual(keys));

  it('leave a Macie bucket to its owner, not to the account that publishes', () => {
    const [finding] = findingsIn(`${DOCS}/macie_sensitive_data.asff.json`);
    const named = finding === undefined ? [] : entitiesOf(finding);
    expect(finding?.AwsAccountId).toBe('111122223333');
    expect(named.map(({ owner }) => owner)).toEqual(['444455556666', undefined]);
  });

  it.each<[string, readonly [string, string]]>([
    [
      `${RESPONSE}/afsbp-ec2.8.json`,
      [
        'arn:aws:ec2:us-east-1:111111111111:instance/i-077c4d5f32561ac45',
        'arn:aws:ec2:us-east-1:111111111111:network-interface/eni-0b0adfc890534c925',
      ],
    ],
    [
      'ocsf__examples/sechub-guardduty.raw',
      ['AwsIamAccessKey:::ASIATMJPC7EXAMPLE', 'arn:aws:iam::111111111111:role/Admin'],
    ],
    [
      `${DOCS}/macie_sensitive_data.asff.json`,
      ['arn:aws:s3:::amzn-s3-demo-bucket/2022 Sourcing.tsv', 'arn:aws:s3:::amzn-s3-demo-bucket'],
    ],
  ])('%s states its relation', (path, keys) => {
    const relations = findingsIn(path).flatMap(relationsOf);
    expect(relations.map(({ ends }) => ends.map(({ key }) => key))).toContainEqual(keys);
  });

  it('are all read without a failure, and nearly all name something', () => {
    const findings = filesUnder('').flatMap(findingsIn);
    const named = findings.filter((finding) => entitiesOf(finding).length > 0);
    expect(findings.length).toBeGreaterThan(900);
    expect(named.length / findings.length).toBeGreaterThan(0.99);
    expect(findings.flatMap(relationsOf).length).toBeGreaterThan(0);
  });
});

describe.skipIf(!isHere)('real GuardDuty events', () => {
  const isEvent = (value: JsonObject) => memberOf(value.detail, 'UpdatedAt') !== undefined;
  const events = isHere ? filesUnder(GUARD_DUTY).flatMap((path) => objectsIn(path, isEvent)) : [];
  const withGroups = events.filter((event) => JSON.stringify(event).includes('"NetworkInterfaceId"'));

  it('tell which security groups an instance has', () => {
    expect(withGroups.length).toBeGreaterThan(5);
    for (const event of withGroups) {
      const context = contextOfGuardDuty(event);
      const types =
        typeof context === 'string' ? [] : context.relations.map(({ ends }) => ends.map(({ type }) => type));
      expect(types).toContainEqual(['AwsEc2Instance', 'AwsEc2SecurityGroup']);
      expect(types).toContainEqual(['AwsEc2Instance', 'AwsEc2NetworkInterface']);
      expect(types).toContainEqual(['AwsEc2NetworkInterface', 'AwsEc2SecurityGroup']);
    }
  });

  it('are all read', () => {
    const reasons = events.map(contextOfGuardDuty).filter((context) => typeof context === 'string');
    expect(reasons).toEqual([]);
  });

  it('tell the security group of an instance in the lower casing', () => {
    const [event] = objectsIn('OluOlus__guardduty-sentinel-integration/network-finding.json', (value) =>
      isJsonObject(value.resource),
    );
    const context = event === undefined ? 'absent' : contextOfGuardDuty(event);
    expect(
      typeof context === 'string' ? context : context.relations.map(({ ends }) => ends.map(({ key }) => key)),
    ).toContainEqual([
      'arn:aws:ec2:us-west-2:123456789012:instance/i-0123456789abcdef0',
      'arn:aws:ec2:us-west-2:123456789012:security-group/sg-0123456789abcdef0',
    ]);
  });
});
