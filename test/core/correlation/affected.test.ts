import { describe, expect, it } from 'vitest';
import { RELATED_MAX } from '../../../src/core/correlation/places.ts';
import type { Context } from '../../../src/core/entity/context.ts';
import { contextOfConfigItem } from '../../../src/core/entity/context-of-config-item.ts';
import { contextOfGuardDuty } from '../../../src/core/entity/context-of-guard-duty.ts';
import type { Finding } from '../../../src/core/finding/finding.ts';
import type { JsonObject } from '../../../src/core/json.ts';
import type { Rule } from '../../../src/core/rule/rule.ts';
import { digest } from '../../../src/digest.ts';
import { createEngine } from '../../../src/engine.ts';
import { NO_SINK } from '../../../src/sink.ts';
import { createMemoryStore } from '../../../src/store/memory/memory-store.ts';
import {
  ACCOUNT,
  controlFinding,
  guardDutyFinding,
  INSTANCE_ARN,
  INSTANCE_ID,
  REGION,
  rawGuardDutyFinding,
  SECURITY_GROUP_ARN,
  SECURITY_GROUP_ID,
} from '../../fixtures/make-finding.ts';
import { makeRule, makeSignal } from '../rule/make-rule.ts';

const DAY = 86_400_000;
const INTERFACE_ARN = `arn:aws:ec2:${REGION}:${ACCOUNT}:network-interface/eni-0a`;

const THREAT = makeSignal('threat', { Normalized: { Product: ['GuardDuty'] } });
const OPEN_GROUP = makeSignal(
  'open-group',
  { Normalized: { Control: ['EC2.18'] }, Compliance: { Status: ['FAILED'] } },
  { on: 'securityGroup' },
);
const EXPOSED = makeRule([THREAT, OPEN_GROUP], { withinMs: 30 * DAY });

const groupResource = { Type: 'AwsEc2SecurityGroup', Id: SECURITY_GROUP_ARN };
const threat = guardDutyFinding();
const openGroup = controlFinding('EC2.18', { Resources: [groupResource] });

type Arrival = Finding | Context;

/** Keys of the entities with an open incident once these have arrived. */
async function openAfter(rule: Rule, arrivals: readonly Arrival[]): Promise<readonly string[]> {
  const store = createMemoryStore();
  const engine = createEngine({ rules: [rule], store, sink: NO_SINK, digest });
  for (const arrival of arrivals) {
    if ('source' in arrival) await engine.applyContext(arrival as Context);
    else {
      const observation = engine.observe(arrival as Finding, undefined);
      if (observation !== undefined) await engine.apply(observation);
    }
  }
  const records = await store.listIncidents({ status: 'open', limit: 10 });
  return records.map(({ incident }) => incident.entity.key);
}

function configItem(type: string, id: string, hour: number, more: JsonObject): Context {
  const context = contextOfConfigItem({
    resourceType: type,
    resourceId: id,
    awsRegion: REGION,
    awsAccountId: ACCOUNT,
    configurationItemCaptureTime: `2026-03-02T0${hour}:00:00.000Z`,
    configurationItemStatus: 'OK',
    ...more,
  });
  if (typeof context === 'string') throw new Error(context);
  return context;
}

/** The Config item of the security group, attached to the instance and `others` more. */
function groupItem(others: number, hour: number): Context {
  const ids = [INSTANCE_ID, ...Array.from({ length: others }, (_, index) => `i-${index}`)];
  const relationships = ids.map((resourceId) => ({ resourceType: 'AWS::EC2::Instance', resourceId }));
  return configItem('AWS::EC2::SecurityGroup', SECURITY_GROUP_ID, hour, { relationships });
}

function instanceItem(groups: readonly string[]): Context {
  const networkInterfaces = [
    { networkInterfaceId: 'eni-0a', groups: groups.map((groupId) => ({ groupId })) },
  ];
  return configItem('AWS::EC2::Instance', INSTANCE_ID, 1, { configuration: { networkInterfaces } });
}

function rawGuardDuty(): Context {
  const context = contextOfGuardDuty(rawGuardDutyFinding());
  if (typeof context === 'string') throw new Error(context);
  return context;
}

describe('a relation between network interface and security group', () => {
  const rule = makeRule([makeSignal('interface', { Normalized: { Control: ['EC2.22'] } }), OPEN_GROUP], {
    entity: 'AwsEc2NetworkInterface',
    withinMs: 30 * DAY,
  });
  const ofInterface = controlFinding('EC2.22', {
    Resources: [{ Type: 'AwsEc2NetworkInterface', Id: INTERFACE_ARN }],
  });

  it.each([
    ['a raw GuardDuty event', rawGuardDuty()],
    ['the Config item of an instance', instanceItem([SECURITY_GROUP_ID])],
  ])('is taken from %s where no rule is about instances', async (_, context) => {
    expect(await openAfter(rule, [ofInterface, openGroup, context])).toEqual([INTERFACE_ARN]);
  });
});

describe('two context inputs of one source and one time', () => {
  it('mean the same in either order', async () => {
    const inputs = [instanceItem([SECURITY_GROUP_ID]), instanceItem([])];
    const forth = await openAfter(EXPOSED, [threat, openGroup, ...inputs]);
    const back = await openAfter(EXPOSED, [threat, openGroup, ...inputs.toReversed()]);
    expect(forth).toEqual(back);
  });
});

describe('a security group that one item makes wide', () => {
  it('is crossed no longer from the instances that it had before, and again when it is narrow', async () => {
    const wide = [threat, openGroup, groupItem(0, 1), groupItem(RELATED_MAX + 500, 2)];
    expect(await openAfter(EXPOSED, wide.slice(0, 3))).toEqual([INSTANCE_ARN]);
    expect(await openAfter(EXPOSED, wide)).toEqual([]);
    expect(await openAfter(EXPOSED, [...wide, groupItem(2, 3)])).toEqual([INSTANCE_ARN]);
  });

  it.each([
    ['first', [rawGuardDuty(), groupItem(RELATED_MAX, 1)]],
    ['last', [groupItem(RELATED_MAX, 1), rawGuardDuty()]],
  ])('is not crossed over a network interface either, told %s', async (_, contexts) => {
    expect(await openAfter(EXPOSED, [threat, openGroup, ...contexts])).toEqual([]);
  });

  it('is crossed at the cap', async () => {
    expect(await openAfter(EXPOSED, [threat, openGroup, groupItem(RELATED_MAX - 1, 1)])).toEqual([
      INSTANCE_ARN,
    ]);
  });
});

describe('a role with a path', () => {
  const role = 'arn:aws:iam::111122223333:role/service/Deploy';
  const session = 'arn:aws:sts::111122223333:assumed-role/Deploy/worker';
  const onSession = guardDutyFinding({ Resources: [{ Type: 'AwsIamRole', Id: session }] });
  const onRole = (time: number, state: string) =>
    controlFinding('IAM.1', {
      UpdatedAt: `2026-03-0${time}T00:00:00.000Z`,
      RecordState: state,
      Resources: [{ Type: 'AwsIamRole', Id: role }],
    });

  it('holds by a session together with evidence of its own', async () => {
    const rule = makeRule(
      [
        makeSignal('own', { Normalized: { Control: ['IAM.1'] } }),
        makeSignal('used', { Normalized: { Product: ['GuardDuty'] } }, { on: 'session' }),
      ],
      { entity: 'AwsIamRole', withinMs: 30 * DAY },
    );
    const own = onRole(2, 'ACTIVE');
    for (const arrivals of [
      [own, onSession],
      [onSession, own],
    ]) {
      expect(await openAfter(rule, arrivals)).toEqual([role]);
    }
  });

  it('is judged alike whether or not withdrawn evidence named it before', async () => {
    const rule = makeRule(
      [
        makeSignal('own', { Normalized: { Control: ['IAM.1'] } }, { role: 'optional' }),
        makeSignal('used', { Normalized: { Product: ['GuardDuty'] } }, { on: 'session' }),
      ],
      { entity: 'AwsIamRole', withinMs: 30 * DAY },
    );
    const withdrawnLast = [onRole(2, 'ACTIVE'), onSession, onRole(3, 'ARCHIVED')];
    const withdrawnFirst = [onRole(3, 'ARCHIVED'), onSession, onRole(2, 'ACTIVE')];
    const expected = ['arn:aws:iam::111122223333:role/Deploy'];
    expect(await openAfter(rule, withdrawnLast)).toEqual(expected);
    expect(await openAfter(rule, withdrawnFirst)).toEqual(expected);
  });
});

describe('the account of an access key', () => {
  it('is the one that its details tell', async () => {
    const rule = makeRule(
      [
        makeSignal('key', { Normalized: { Product: ['GuardDuty'] } }),
        makeSignal('root', { Normalized: { Control: ['IAM.6'] } }, { on: 'account' }),
      ],
      { entity: 'AwsIamAccessKey', withinMs: 30 * DAY },
    );
    const key = guardDutyFinding({
      Resources: [
        {
          Type: 'AwsIamAccessKey',
          Id: 'AWS::IAM::AccessKey:AKIAIOSFODNN7EXAMPLE',
          Details: { AwsIamAccessKey: { AccountId: '444455556666' } },
        },
      ],
    });
    const root = controlFinding('IAM.6', {
      Resources: [{ Type: 'AwsAccount', Id: 'AWS::::Account:444455556666' }],
    });
    for (const arrivals of [
      [key, root],
      [root, key],
    ]) {
      expect(await openAfter(rule, arrivals)).toEqual(['AwsIamAccessKey:::AKIAIOSFODNN7EXAMPLE']);
    }
  });
});
