import { describe, expect, it } from 'vitest';
import type { Json } from '../../src/core/json.ts';
import { parseDocument } from '../../src/format/document.ts';

const asff = {
  SchemaVersion: '2018-10-08',
  ProductArn: 'arn:aws:securityhub:r::product/aws/guardduty',
  Id: 'f',
};
const raw = { schemaVersion: '2.0', type: 'Recon:EC2/Portscan', arn: 'arn', resource: {}, service: {} };
const item = { resourceType: 'AWS::EC2::Instance', resourceId: 'i-1', configurationItemStatus: 'OK' };
const ocsf = { class_uid: 2004, finding_info: {}, metadata: { version: '1.6.0' } };
const event = (type: string, detail: Json): Json => ({ 'detail-type': type, time: 'T', detail });

describe('findings', () => {
  it.each<[string, Json, readonly object[]]>([
    ['ASFF', asff, [{ kind: 'finding', value: asff, format: 'ASFF findings' }]],
    ['ASFF without ProductArn', { SchemaVersion: '2018-10-08' }, [{ kind: 'finding' }]],
    ['ASFF with a wrong ProductArn', { ProductArn: 1 }, [{ kind: 'finding' }]],
    [
      'Imported',
      event('Security Hub Findings - Imported', { findings: [asff, { Id: 1 }] }),
      [
        { kind: 'finding', value: asff, time: 'T' },
        { kind: 'finding', value: { Id: 1 }, time: 'T' },
      ],
    ],
    [
      'Custom Action',
      event('Security Hub Findings - Custom Action', { actionName: 'a', findings: [asff] }),
      [{ kind: 'finding', value: asff, time: 'T' }],
    ],
    [
      'Imported, not an object',
      event('Security Hub Findings - Imported', { findings: [1] }),
      [{ kind: 'unknown' }],
    ],
    ['Imported, empty', event('Security Hub Findings - Imported', { findings: [] }), []],
    ['Findings', { Findings: [asff, 1] }, [{ kind: 'finding', value: asff }, { kind: 'unknown' }]],
    ['Findings with ReadAt', { ReadAt: 'R', findings: [asff] }, [{ kind: 'finding', time: 'R' }]],
    [
      'Findings before ReadAt',
      { Findings: [asff], ReadAt: 'R' },
      [{ kind: 'finding', value: asff, format: 'ASFF findings' }],
    ],
  ])('%s', (_name, value, items) => {
    const parsed = parseDocument(value);
    expect(parsed).toMatchObject(items);
    expect(parsed).toHaveLength(items.length);
  });

  it('takes a time that is no string for none', () => {
    const [found] = parseDocument({
      'detail-type': 'Security Hub Findings - Imported',
      time: 1,
      detail: { findings: [asff] },
    });
    expect(found).toMatchObject({ kind: 'finding', time: undefined });
    expect(parseDocument({ Findings: [asff], ReadAt: 'R' })[0]).not.toHaveProperty('time');
  });
});

describe('context', () => {
  it.each<[string, Json, readonly object[]]>([
    ['raw GuardDuty', raw, [{ kind: 'context', source: 'guardduty', value: raw }]],
    [
      'raw GuardDuty in Findings',
      { Findings: [raw] },
      [{ kind: 'context', source: 'guardduty', value: raw }],
    ],
    [
      'GuardDuty event',
      event('GuardDuty Finding', raw),
      [{ kind: 'context', source: 'guardduty', value: raw, time: 'T' }],
    ],
    [
      'GuardDuty API',
      {
        Findings: [
          {
            Type: 'a',
            Service: {},
            Resource: { InstanceDetails: { NetworkInterfaces: [{ Ipv6Addresses: [], VpcId: 'V' }] } },
          },
        ],
      },
      [
        {
          kind: 'context',
          value: {
            type: 'a',
            service: {},
            resource: { instanceDetails: { networkInterfaces: [{ ipv6Addresses: [], vpcId: 'V' }] } },
          },
        },
      ],
    ],
    ['Config item', item, [{ kind: 'context', source: 'config', value: item }]],
    ['Config snapshot', { configurationItems: [item, item] }, [{ source: 'config' }, { source: 'config' }]],
    [
      'Config event',
      event('Config Configuration Item Change', { configurationItem: item }),
      [{ kind: 'context', source: 'config', value: item, time: 'T' }],
    ],
  ])('%s', (_name, value, items) => {
    const parsed = parseDocument(value);
    expect(parsed).toMatchObject(items);
    expect(parsed).toHaveLength(items.length);
  });
});

describe('unknown', () => {
  it.each<[string, Json, RegExp]>([
    ['OCSF', ocsf, /an OCSF finding; OCSF is not read yet; use/],
    ['OCSF of Security Lake', { metadata: {}, finding: {}, severity: 'x' }, /OCSF/],
    ['OCSF event', event('Findings Imported V2', { findings: [ocsf] }), /OCSF event `Findings Imported V2`/],
    [
      'raw Inspector',
      { findingArn: 'arn', severity: 'HIGH' },
      /a raw Inspector finding; read it from Security Hub/,
    ],
    [
      'Inspector event',
      event('Inspector2 Finding', {}),
      /event `Inspector2 Finding`.*read it from Security Hub/,
    ],
    ['raw Macie', { classificationDetails: {} }, /a raw Macie finding/],
    ['Imported without findings', event('Security Hub Findings - Imported', {}), /without `detail.findings`/],
    [
      'Config summary',
      event('Config Configuration Item Change', { configurationItemSummary: {} }),
      /summary only/,
    ],
    ['another event', event('EC2 Instance State-change Notification', {}), /carries no Security Hub finding/],
    ['event without detail', { 'detail-type': 'GuardDuty Finding', detail: 1 }, /event `GuardDuty Finding`/],
    ['event without type', { detail: raw }, /without `detail-type`/],
    ['Records', { Records: [] }, /`Records`/],
    ['empty object', {}, /an empty object/],
    ['empty list member', { Findings: { a: 1 } }, /with the members `Findings`;/],
    [
      'anything',
      { 'a`b': 1, c: 2, d: 3, e: 4, f: 5 },
      /with the members `a b`, `c`, `d`, `e`, …; findings are read as ASFF/,
    ],
    ['number', 1, /JSON number, not an object/],
    ['null', null, /JSON null/],
    ['array', [asff], /an array inside a list/],
    [
      'hostile',
      JSON.parse('{"__proto__":{"ProductArn":"x"},"constructor":1}') as Json,
      /unknown kind with the members `__proto__`/,
    ],
  ])('%s', (_name, value, reason) => {
    expect(parseDocument(value)).toMatchObject([{ kind: 'unknown', reason: expect.stringMatching(reason) }]);
  });

  it('quotes little of a gigantic document', () => {
    const [found] = parseDocument({ ['x'.repeat(100_000)]: 1 });
    expect(found?.kind === 'unknown' && found.reason.length).toBeLessThan(200);
  });
});
