import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/core/json.ts';
import { contextOf } from '../../src/format/context-of.ts';
import { parseDocument } from '../../src/format/document.ts';

const ACCOUNT = '111122223333';

const GUARDDUTY_FINDING = {
  accountId: ACCOUNT,
  region: 'eu-west-1',
  partition: 'aws',
  id: 'f',
  arn: `arn:aws:guardduty:eu-west-1:${ACCOUNT}:detector/d/finding/f`,
  type: 'Backdoor:EC2/C&CActivity.B!DNS',
  schemaVersion: '2.0',
  updatedAt: '2026-01-01T00:00:00.000Z',
  service: { serviceName: 'guardduty' },
  resource: {
    resourceType: 'Instance',
    instanceDetails: { instanceId: 'i-1', networkInterfaces: [{ networkInterfaceId: 'eni-1' }] },
  },
};

const CONFIG_ITEM = {
  awsAccountId: ACCOUNT,
  awsRegion: 'eu-west-1',
  resourceType: 'AWS::EC2::Instance',
  resourceId: 'i-1',
  configurationItemStatus: 'OK',
  configurationItemCaptureTime: '2026-01-01T00:00:00.000Z',
  relationships: [{ resourceType: 'AWS::EC2::NetworkInterface', resourceId: 'eni-1', name: 'Contains' }],
};

const INSTANCE_TO_INTERFACE = [
  `arn:aws:ec2:eu-west-1:${ACCOUNT}:instance/i-1`,
  `arn:aws:ec2:eu-west-1:${ACCOUNT}:network-interface/eni-1`,
];

function read(document: JsonObject): ReturnType<typeof contextOf> {
  const [item, ...others] = parseDocument(document);
  if (item?.kind !== 'context' || others.length > 0) throw new Error(`not one context: ${item?.kind}`);
  return contextOf(item);
}

describe('contextOf', () => {
  it.each<[string, JsonObject, string]>([
    ['a GuardDuty finding', GUARDDUTY_FINDING, 'guardduty-event'],
    [
      'the event of a GuardDuty finding',
      { source: 'aws.guardduty', 'detail-type': 'GuardDuty Finding', detail: GUARDDUTY_FINDING },
      'guardduty-event',
    ],
    ['a configuration item', CONFIG_ITEM, 'config-item'],
  ])('reads %s with the reader of its source', (_name, document, product) => {
    const context = read(document);
    if (typeof context === 'string') throw new Error(context);
    expect(context.source.productArn).toBe(product);
    expect(context.relations.map(({ ends }) => ends.map(({ key }) => key))).toEqual([INSTANCE_TO_INTERFACE]);
  });

  it('goes by the source and not by what the value looks like', () => {
    expect(contextOf({ source: 'config', value: GUARDDUTY_FINDING })).toMatch(/^a Config item without/);
    expect(contextOf({ source: 'guardduty', value: CONFIG_ITEM })).toBe(
      'a GuardDuty finding without `resource`',
    );
  });

  it('says why a value cannot be read', () => {
    const { updatedAt: _updated, ...undated } = GUARDDUTY_FINDING;
    expect(contextOf({ source: 'guardduty', value: undated })).toBe(
      'a GuardDuty finding without a readable `updatedAt`',
    );
    const { configurationItemCaptureTime: _captured, ...uncaptured } = CONFIG_ITEM;
    expect(contextOf({ source: 'config', value: uncaptured })).toContain('configurationItemCaptureTime');
  });
});
