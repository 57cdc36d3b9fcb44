import { existsSync, globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CONTROLS } from '../../../src/core/finding/control-table.ts';
import {
  controlResourceType,
  controlResourceTypes,
  currentControlId,
  isKnownControl,
  knownControlIds,
} from '../../../src/core/finding/controls.ts';

const SAMPLES = resolve(import.meta.dirname, '../../../../shared/data/findings');

describe('currentControlId', () => {
  it.each([
    ['PCI.S3.1', 'S3.3'],
    ['PCI.S3.6', 'S3.1'],
    ['PCI.EC2.4', 'EC2.12'],
    ['PCI.EC2.5', 'EC2.13'],
    ['PCI.ES.1', 'ES.2'],
    ['PCI.ES.2', 'ES.1'],
    ['PCI.Opensearch.2', 'Opensearch.1'],
    ['PCI.CW.1', 'CloudWatch.1'],
    ['PCI.IAM.3', 'IAM.1'],
    ['PCI.S3.4', 'S3.4'],
    ['PCI.ELBv2.1', 'ELB.1'],
    ['ELBv2.1', 'ELB.1'],
    ['CT.ELBv2.1', 'ELB.1'],
    ['CT.CloudTrail.2', 'CloudTrail.2'],
    ['CIS/1.2.0/1.1', 'CloudWatch.1'],
    ['CIS/1.2.0/1.2', 'IAM.5'],
    ['CIS/1.2.0/1.20', 'IAM.18'],
    ['CIS/1.2.0/3.1', 'CloudWatch.2'],
    ['CIS/1.2.0/3.10', 'CloudWatch.10'],
    ['CIS/1.2.0/4.1', 'EC2.13'],
    ['CIS/1.2.0/4.3', 'EC2.2'],
    ['CIS/1.4.0/3.6', 'CloudTrail.7'],
    ['CIS/1.4.0/2.1.5.2', 'S3.8'],
    ['CIS/1.4.0/5.1', 'EC2.21'],
    ['CIS/3.0.0/2.2.1', 'EC2.7'],
    ['CIS/3.0.0/5.2', 'EC2.53'],
    ['CIS/5.0.0/5.1.1', 'EC2.7'],
    ['CIS/5.0.0/5.2', 'EC2.21'],
  ])('leads %s to %s', (former, current) => {
    expect(currentControlId(former)).toBe(current);
  });

  it.each([
    ['a current id', 'EC2.18'],
    ['a former prefix before a control that never had it', 'PCI.EC2.18'],
    ['a requirement that two controls share', 'CIS/5.0.0/2.1.4'],
    ['a version of CIS that does not exist', 'CIS/1.7.0/1.6'],
    ['another spelling', 'pci.s3.1'],
    ['a member of every object', '__proto__'],
    ['another one', 'constructor'],
    ['nothing', ''],
    ['a gigantic text', 'PCI.S3.1'.repeat(100_000)],
  ])('leaves %s as it is', (_, id) => {
    expect(currentControlId(id)).toBe(id);
  });

  it('leaves any text as it is that is no former id, and never moves an id twice', () => {
    const formers = new Set(CONTROLS.flatMap((control) => control.former));
    const ids = fc.oneof(fc.string(), fc.constantFrom(...formers, ...knownControlIds()));
    fc.assert(
      fc.property(ids, (id) => {
        const current = currentControlId(id);
        expect(currentControlId(current)).toBe(current);
        expect(current === id).toBe(!formers.has(id));
      }),
    );
  });
});

describe('controlResourceType', () => {
  it.each([
    ['EC2.9', 'AwsEc2Instance'],
    ['EC2.8', 'AwsEc2Instance'],
    ['EC2.18', 'AwsEc2SecurityGroup'],
    ['EC2.19', 'AwsEc2SecurityGroup'],
    ['EC2.15', 'AwsEc2Subnet'],
    ['EC2.25', 'AwsEc2LaunchTemplate'],
    ['EC2.1', 'AwsAccount'],
    ['SSM.1', 'AwsEc2Instance'],
    ['S3.1', 'AwsAccount'],
    ['S3.2', 'AwsS3Bucket'],
    ['S3.22', 'AwsAccount'],
    ['CloudTrail.6', 'AwsS3Bucket'],
    ['CloudWatch.1', 'AwsAccount'],
    ['ELB.1', 'AwsElbv2LoadBalancer'],
    ['ELB.2', 'AwsElbLoadBalancer'],
    ['KMS.1', 'AwsIamPolicy'],
    ['KMS.4', 'AwsKmsKey'],
    ['DocumentDB.1', 'AwsRdsDbCluster'],
    ['GuardDuty.1', 'AwsAccount'],
    ['GuardDuty.5', 'AwsGuardDutyDetector'],
    ['Opensearch.1', 'AwsOpenSearchServiceDomain'],
    ['ACM.1', 'AwsCertificateManagerCertificate'],
    ['EMR.1', 'Other'],
  ])('says that %s reports on %s', (id, type) => {
    expect(controlResourceType(id)).toBe(type);
  });

  it('follows a former id', () => {
    expect(controlResourceType('CIS/1.2.0/4.3')).toBe('AwsEc2SecurityGroup');
  });

  it.each(['EC2.61', 'ELB.11', 'ec2.9', '__proto__', 'toString', ''])('knows no type for `%s`', (id) => {
    expect(controlResourceType(id)).toBeUndefined();
    expect(controlResourceTypes(id)).toEqual([]);
  });

  it('has all types of a control that reports on several, the main one first', () => {
    expect(controlResourceTypes('RDS.1')).toEqual(['AwsRdsDbClusterSnapshot', 'AwsRdsDbSnapshot']);
    expect(controlResourceTypes('EC2.9')).toEqual(['AwsEc2Instance']);
  });
});

describe('isKnownControl', () => {
  it.each(['EC2.9', 'S3.4', 'ECS.1', 'ELB.11'])('knows %s, current or retired', (id) => {
    expect(isKnownControl(id)).toBe(true);
  });

  it.each(['PCI.S3.1', 'CIS/1.2.0/4.3', 'ELBv2.1', 'EC2.5', 'hasOwnProperty', ''])(
    'does not know `%s`',
    (id) => {
      expect(isKnownControl(id)).toBe(false);
    },
  );

  it('knows exactly the ids that it lists', () => {
    expect(knownControlIds()).toEqual(CONTROLS.map((control) => control.id));
    expect(knownControlIds().every(isKnownControl)).toBe(true);
    expect(Object.isFrozen(knownControlIds())).toBe(true);
  });
});

describe('the table of controls', () => {
  const ids = CONTROLS.map((control) => control.id);
  const formers = CONTROLS.flatMap((control) => control.former);

  it('is as large as its opening comment says', () => {
    expect(CONTROLS).toHaveLength(589 + 21 + 1);
    expect(CONTROLS.filter((control) => control.resourceType === 'Other')).toHaveLength(195);
    expect(CONTROLS.filter((control) => control.resourceType === undefined).map(({ id }) => id)).toEqual([
      'ELB.11',
    ]);
  });

  it('has no id twice, nor two that differ in case alone', () => {
    expect(new Set(ids.map((id) => id.toLowerCase())).size).toBe(ids.length);
  });

  it('leads every former id to one control only', () => {
    expect(new Set(formers).size).toBe(formers.length);
  });

  it('has no former id that is a current one as well', () => {
    expect(formers.filter((former) => isKnownControl(former))).toEqual([]);
  });

  it('writes ids, former ids and types in the forms that findings have', () => {
    expect(ids.filter((id) => !/^[A-Z][A-Za-z0-9]*\.[1-9][0-9]*$/.test(id))).toEqual([]);
    const form = /^(CIS\/[0-9.]+\/[0-9.]+|(PCI|CT)\.[A-Za-z0-9]+\.[0-9]+|ELBv2\.1)$/;
    expect(formers.filter((former) => !form.test(former))).toEqual([]);
    const types = CONTROLS.flatMap((control) => controlResourceTypes(control.id));
    expect(types.filter((type) => !/^(Other|Aws[A-Z][A-Za-z0-9]+)$/.test(type))).toEqual([]);
  });

  it('strips `CT.` only from controls of the same name', () => {
    const towers = formers.filter((former) => former.startsWith('CT.') && former !== 'CT.ELBv2.1');
    expect(towers.filter((tower) => currentControlId(tower) !== tower.slice('CT.'.length))).toEqual([]);
  });
});

/** Ids in the samples that lead to no control, each with the reason; one that does lead to a control is an error. */
const UNRESOLVED: Record<string, string> = {
  'CIS/1.7.0/1.6': 'a made-up version, for testing what an unsupported one does',
};

describe.skipIf(!existsSync(SAMPLES))('real control findings (skipped when ../shared/data is absent)', () => {
  const findings = existsSync(SAMPLES) ? controlFindings() : [];

  it('are there', () => {
    expect(findings.length).toBeGreaterThan(100);
  });

  it('all lead to a control, but for those listed', () => {
    const lost = findings.map(({ id }) => id).filter((id) => !isKnownControl(currentControlId(id)));
    expect([...new Set(lost)].sort()).toEqual(Object.keys(UNRESOLVED).sort());
  });

  it('are about a type that their control has, or about the account', () => {
    const strange = findings
      .filter(({ id }) => UNRESOLVED[id] === undefined)
      .filter(({ id, type }) => type !== 'AwsAccount' && !controlResourceTypes(id).includes(type))
      .map(({ file, id, type }) => `${file}: ${id} on ${type}`);
    expect(strange).toEqual([]);
  });
});

interface ControlFinding {
  readonly file: string;
  readonly id: string;
  readonly type: string;
}

function controlFindings(): ControlFinding[] {
  return globSync('**/*.json', { cwd: SAMPLES }).flatMap((file) => {
    const text = readFileSync(join(SAMPLES, file), 'utf8');
    return objectsIn(jsonOf(text)).flatMap((object) => {
      const { GeneratorId: generator, Resources: resources } = object;
      const id = typeof generator === 'string' ? classicId(generator) : undefined;
      const type = Array.isArray(resources) ? objectsIn(resources)[0]?.Type : undefined;
      return id === undefined || typeof type !== 'string' ? [] : [{ file, id, type }];
    });
  });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** All objects inside a value, itself included; the samples are nested no deeper than the parser allows. */
function objectsIn(value: unknown): Record<string, unknown>[] {
  if (typeof value !== 'object' || value === null) return [];
  const inside = Object.values(value).flatMap(objectsIn);
  return Array.isArray(value) ? inside : [value as Record<string, unknown>, ...inside];
}

function classicId(generator: string): string | undefined {
  const cis = /cis-aws-foundations-benchmark\/v\/([0-9.]+)\/(?:rule\/)?([0-9.]+)$/.exec(generator);
  if (cis !== null) return `CIS/${cis[1]}/${cis[2]}`;
  const standards = /^(?:security-control|[a-z-]+\/v\/[0-9.]+)\/([A-Za-z0-9]+(?:\.[A-Za-z0-9]+)+)$/;
  return standards.exec(generator)?.[1];
}
