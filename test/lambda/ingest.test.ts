import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findingKeyOf } from '../../src/store/dynamodb/finding-item.ts';
import { toKey } from '../../src/store/dynamodb/item.ts';
import { fromPacked } from '../../src/store/dynamodb/packed.ts';
import { makeRule, makeSignal } from '../core/rule/make-rule.ts';
import {
  ACCOUNT,
  controlFinding,
  guardDutyFinding,
  INSTANCE_ID,
  inspectorFinding,
  macieFinding,
  makeFinding,
  REGION,
  rawGuardDutyFinding,
  SECURITY_GROUP_ARN,
  SECURITY_GROUP_ID,
} from '../fixtures/make-finding.ts';
import { bodyOf, type FunctionWorld, messageOf, openFunctionWorld, recordOf } from './function-world.ts';

const RULE = makeRule(
  [
    makeSignal('threat', { Normalized: { Product: ['GuardDuty'] } }),
    makeSignal('open', { Normalized: { Control: ['EC2.18'] } }, { on: 'securityGroup' }),
  ],
  { id: 'threat-behind-open-door' },
);
const INTERFACES = [
  {
    networkInterfaceId: 'eni-0a',
    vpcId: 'vpc-1',
    ownerId: ACCOUNT,
    groupIds: [SECURITY_GROUP_ID],
    instanceId: INSTANCE_ID,
  },
];

let world: FunctionWorld;
beforeEach(async () => {
  process.env.POWERTOOLS_LOG_LEVEL = 'SILENT';
  world = await openFunctionWorld([RULE], INTERFACES);
});
afterEach(() => world.close());

const openGroup = (arn = SECURITY_GROUP_ARN, id = 'open-group') =>
  controlFinding('EC2.18', { Id: id, Resources: [{ Type: 'AwsEc2SecurityGroup', Id: arn }] });

const nested = (depth: number) => `{"detail":${'['.repeat(depth)}${']'.repeat(depth)}}`;

describe('ingest', () => {
  it('saves what concerns a rule, and remembers nothing of what does not', async () => {
    expect(await world.ingest([messageOf(guardDutyFinding()), messageOf(macieFinding())])).toEqual([]);
    expect(await world.items('finding#')).toHaveLength(1);
    expect(await world.items('evidence#')).not.toEqual([]);
    expect(world.metrics()).toMatchObject({ Received: 2, Matched: 1, Ignored: 1 });
  });

  it('counts a delivery again as a duplicate, and an older version as stale', async () => {
    const old = guardDutyFinding({ UpdatedAt: '2026-02-01T00:00:00.000Z' });
    for (const finding of [guardDutyFinding(), guardDutyFinding(), old])
      await world.ingest([messageOf(finding)]);
    expect(world.metrics()).toMatchObject({ Received: 3, Matched: 1, Duplicate: 1, Stale: 1 });
  });

  it('counts each finding of an event, whichever of them come together', async () => {
    await world.ingest([
      messageOf(guardDutyFinding(), guardDutyFinding({ Id: 'another' }), inspectorFinding()),
      messageOf(guardDutyFinding()),
    ]);
    expect(world.metrics()).toMatchObject({ Received: 4, Matched: 2, Ignored: 1, Duplicate: 1 });
  });

  it.each([
    ['what is not JSON', 'not { JSON', /^not JSON: /],
    ['what is nested too deeply', nested(3000), /^nested deeper than \d+$/],
    ['an event without findings', messageOf(), /^an event without findings$/],
    [
      'a finding in OCSF, as the new Security Hub tells it',
      bodyOf('aws.securityhub', 'Findings Imported V2', { findings: [{ class_uid: 2004, metadata: {} }] }),
      /./,
    ],
    ['a finding without an instant', messageOf(guardDutyFinding({ UpdatedAt: 'never' })), /UpdatedAt/],
    ['a text', '"text"', /./],
  ])('keeps %s with its reason, and counts it', async (_, body, reason) => {
    expect(await world.ingest([body])).toEqual([]);
    const [item, ...others] = await world.items('quarantine#');
    expect(others).toEqual([]);
    expect(item?.pk?.S).toBe('quarantine#2026-04-01');
    expect(item?.reason?.S).toMatch(reason);
    expect(fromPacked(item?.body)).toBe(body);
    expect(Number(item?.expiresAt?.N)).toBe((world.account.clock.now() + 365 * 86_400_000) / 1000);
    expect(world.metrics()).toMatchObject({ Received: 1, Quarantined: 1 });
  });

  it('keeps a message once, however often it is delivered', async () => {
    for (let delivery = 0; delivery < 3; delivery += 1) await world.ingest(['not JSON']);
    expect(await world.items('quarantine#')).toHaveLength(1);
  });

  it('keeps of what is too large for an item its beginning, and says how long it was', async () => {
    const body = randomBytes(750_000).toString('base64');
    expect(await world.ingest([body])).toEqual([]);
    const [item] = await world.items('quarantine#');
    expect(fromPacked<string>(item?.body).startsWith(body.slice(0, 1000))).toBe(true);
    expect(fromPacked(item?.body)).toContain(`(${body.length} characters)`);
  });

  it('takes relations from raw events of GuardDuty, which count for themselves', async () => {
    await world.ingest([bodyOf('aws.guardduty', 'GuardDuty Finding', rawGuardDutyFinding())]);
    expect(await world.items('relation#')).not.toEqual([]);
    expect(world.metrics()).toEqual({ Context: 1 });
  });

  it('has nothing to do with what came back of its own incidents', async () => {
    const own = makeFinding({ GeneratorId: 'corroborate/threat-behind-open-door' });
    await world.ingest([messageOf(own)]);
    expect(world.metrics()).toMatchObject({ Received: 1, Ignored: 1 });
    expect(await world.items('finding#')).toEqual([]);
  });

  it('names the message that failed, and is done with the others', async () => {
    const poisoned = guardDutyFinding({ Id: 'poisoned' });
    const key = findingKeyOf({ productArn: poisoned.ProductArn, id: poisoned.Id });
    await world.put({ ...toKey(key), version: { S: 'garbage' } });
    const others = ['a', 'b'].map((Id) => messageOf(guardDutyFinding({ Id })));
    expect(await world.ingest([...others, messageOf(poisoned), 'not JSON'])).toEqual([2]);
    expect(await world.items('finding#')).toHaveLength(3);
    expect(world.metrics()).toMatchObject({ Received: 3, Matched: 2, Quarantined: 1 });
  });
});

describe('the heartbeat of ingest', () => {
  it('says when events last arrived, and what doctor wants to know', async () => {
    await world.ingest([messageOf(inspectorFinding())]);
    const beat = (await world.items('meta')).find(({ sk }) => sk?.S === 'heartbeat');
    expect(beat).toMatchObject({
      receivedAt: { N: String(world.account.clock.now()) },
      deadLetterQueues: { S: '{"ingest":"https://queue"}' },
    });
  });

  it('tells that rules have changed, until all findings have been seen by them', async () => {
    const changed = { ...RULE, severity: 'LOW' as const };
    await world.ingest([]);
    await world.ingest([]);
    expect(world.metrics()).toMatchObject({ RulesChanged: 0 });
    await world.ingest([], { rules: [changed] });
    expect(world.metrics()).toMatchObject({ RulesChanged: 1 });
    await world.reconcile({ fill: {} }, { rules: [changed] });
    await world.ingest([], { rules: [changed] });
    expect(world.metrics()).toMatchObject({ RulesChanged: 1 });
  });
});

describe('looking up what a security group is attached to', () => {
  const lookUps = () => world.account.requests()['ec2:DescribeNetworkInterfaces'] ?? 0;

  it('ties the group to its instances', async () => {
    await world.ingest([messageOf(openGroup())]);
    expect(lookUps()).toBe(1);
    await world.ingest([messageOf(guardDutyFinding())]);
    const findings = (await world.items('finding#')).filter(({ version }) => version !== undefined);
    await world.correlate(findings.map((after, index) => recordOf(String(index), { after })));
    const [record] = await world.store.listIncidents({ limit: 9 });
    expect(record?.incident).toMatchObject({ status: 'open', rule: { id: 'threat-behind-open-door' } });
  });

  it('holds for an hour', async () => {
    await world.ingest([messageOf(openGroup())]);
    world.account.advance(59 * 60_000);
    await world.ingest([messageOf(openGroup(SECURITY_GROUP_ARN, 'other'))]);
    expect(lookUps()).toBe(1);
    world.account.advance(60_000);
    await world.ingest([messageOf(openGroup(SECURITY_GROUP_ARN, 'third'))]);
    expect(lookUps()).toBe(2);
  });

  it.each([
    ['another account', SECURITY_GROUP_ARN.replace(ACCOUNT, '444455556666')],
    ['another Region', SECURITY_GROUP_ARN.replace(REGION, 'us-east-1')],
  ])('leaves groups of %s alone', async (_, arn) => {
    await world.ingest([messageOf(openGroup(arn))]);
    expect(await world.items('finding#')).toHaveLength(1);
    expect(lookUps()).toBe(0);
  });

  it('leaves findings alone that no rule looks across for', async () => {
    await world.ingest([messageOf(guardDutyFinding())]);
    expect(lookUps()).toBe(0);
  });

  it('is done only where it is wanted', async () => {
    await world.ingest([messageOf(openGroup())], { variables: { CORROBORATE_DESCRIBE: 'false' } });
    expect(lookUps()).toBe(0);
  });

  it('is left when it fails, and tried again with the next finding', async () => {
    const variables = { AWS_ENDPOINT_URL_EC2: 'http://127.0.0.1:9' };
    expect(await world.ingest([messageOf(openGroup())], { variables })).toEqual([]);
    expect(world.metrics()).toMatchObject({ Received: 1, Matched: 1 });
    await world.ingest([messageOf(openGroup(SECURITY_GROUP_ARN, 'other'))]);
    expect(lookUps()).toBe(1);
  });
});
