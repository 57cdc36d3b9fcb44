import { describe, expect, it } from 'vitest';
import { CONTROLS } from '../../../src/core/finding/control-table.ts';
import { resourceTypesOf } from '../../../src/core/finding/resource-types.ts';
import { RETIRED_CONTROLS } from '../../../src/core/finding/retired-controls.ts';

const S3 = ['AwsS3Bucket', 'AwsS3Object', 'AwsIamAccessKey', 'AwsEc2Instance'];

describe('resourceTypesOf', () => {
  it.each<[string, string | undefined, readonly string[] | undefined]>([
    ['GuardDuty', 'Backdoor:EC2/Spambot', ['AwsEc2Instance']],
    ['GuardDuty', 'UnauthorizedAccess:EC2/TorIPCaller', ['AwsEc2Instance']],
    ['GuardDuty', 'Discovery:IAMUser/AnomalousBehavior', ['AwsIamAccessKey', 'AwsEc2Instance']],
    ['GuardDuty', 'Exfiltration:S3/AnomalousBehavior', S3],
    ['GuardDuty', 'Execution:EC2/MaliciousFile!Snapshot', undefined],
    ['GuardDuty', 'Object:S3/MaliciousFile', undefined],
    ['GuardDuty', 'AttackSequence:S3/CompromisedData', undefined],
    ['GuardDuty', 'Execution:Kubernetes/ExecInKubeSystemPod', undefined],
    ['GuardDuty', 'Persistence:EC2/ExternalRemoteServices', undefined],
    ['GuardDuty', 'Backdoor:EC2/NotYet', undefined],
    ['GuardDuty', undefined, undefined],
    ['Macie', undefined, ['AwsS3Bucket', 'AwsS3Object']],
    ['Macie', 'SensitiveData:S3Object/Personal', ['AwsS3Bucket', 'AwsS3Object']],
    ['Macie', 'Policy:IAMUser/S3BucketPublic', ['AwsS3Bucket']],
    ['Access Analyzer', 'Effects/Data Exposure/External Access Granted', undefined],
    [
      'Access Analyzer',
      'Software and Configuration Checks/AWS Security Best Practices/Unused IAM Role',
      ['AwsIamRole', 'AwsIamUser'],
    ],
    ['Config', undefined, undefined],
    ['acme/scanner', 'Backdoor:EC2/Spambot', undefined],
  ])('%s %s', (product, type, types) => expect(resourceTypesOf(product, type)).toEqual(types));

  it('knows that Inspector scans instances, images and functions, and no buckets', () => {
    const types = resourceTypesOf('Inspector');
    expect(types).toEqual(
      expect.arrayContaining(['AwsEc2Instance', 'AwsEcrContainerImage', 'AwsLambdaFunction']),
    );
    expect(types).not.toContain('AwsS3Bucket');
  });
});

describe('RETIRED_CONTROLS', () => {
  const ids = CONTROLS.map(({ id }) => id);

  it('are controls, and lead to ones that are not retired', () => {
    for (const [id, successor] of RETIRED_CONTROLS) {
      expect(ids).toContain(id);
      if (successor === undefined) continue;
      expect(ids).toContain(successor);
      expect(RETIRED_CONTROLS.has(successor)).toBe(false);
    }
  });
});
