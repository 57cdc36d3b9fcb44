import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Evidence } from '../../../src/core/correlation/evidence.ts';
import type { Incident } from '../../../src/core/correlation/incident.ts';
import { isOwnFinding } from '../../../src/core/correlation/own-finding.ts';
import type { Instant } from '../../../src/core/instant.ts';
import { arrayAt, type Json, type JsonObject, memberOf, stringAt } from '../../../src/core/json.ts';
import type { Rule } from '../../../src/core/rule/rule.ts';
import { checkAsff } from '../../../src/format/asff/check-asff.ts';
import { defaultProductArn, toAsff } from '../../../src/format/asff/to-asff.ts';
import { AT, makeEvidence, makeIncident, makeRule, makeRuleSignal, makeSignal } from './make-incident.ts';

const PUBLISHER = { account: '999988887777', region: 'eu-west-1' };

function fieldsOf(finding: JsonObject): JsonObject {
  return memberOf(finding, 'ProductFields') as JsonObject;
}

function relatedIds(finding: JsonObject): readonly string[] {
  return arrayAt(memberOf(finding, 'FindingProviderFields'), 'RelatedFindings').map(
    (related) => stringAt(related, 'Id') ?? '',
  );
}

function evidenceOf(finding: JsonObject): readonly Json[] {
  const fields = fieldsOf(finding);
  const keys = Object.keys(fields).filter((key) => /^corroborate\/evidence\/\d+$/.test(key));
  return keys.flatMap((key) => JSON.parse(String(fields[key])) as Json[]);
}

function manyEvidence(prefix: string, count: number): readonly Evidence[] {
  return Array.from({ length: count }, (_, index) => makeEvidence(`${prefix}-${index}`));
}

describe('an open incident as ASFF', () => {
  const finding = toAsff(makeIncident(), makeRule(), PUBLISHER);

  it('is exactly this', () => {
    const judgement = {
      Severity: { Label: 'CRITICAL' },
      Types: ['TTPs/Command and Control', 'TTPs/Initial Access'],
      RelatedFindings: [{ ProductArn: 'arn:aws:securityhub:eu-west-1::product/aws/inspector', Id: 'b-1' }],
    };
    expect(finding).toEqual({
      SchemaVersion: '2018-10-08',
      Id: 'corroborate/f6d1b6e2c1',
      ProductArn: 'arn:aws:securityhub:eu-west-1:999988887777:product/999988887777/default',
      ProductName: 'Corroborate',
      CompanyName: 'Corroborate',
      GeneratorId: 'corroborate/some-rule',
      AwsAccountId: '999988887777',
      FirstObservedAt: '2026-03-01T00:00:00.000Z',
      LastObservedAt: '2026-03-01T01:00:00.000Z',
      CreatedAt: '2026-03-01T02:00:00.000Z',
      UpdatedAt: '2026-03-01T02:00:00.001Z',
      ...judgement,
      Title: 'Some rule holds',
      Description: 'Two things together mean trouble.',
      Remediation: { Recommendation: { Text: 'Isolate it.' } },
      ProductFields: {
        'corroborate/incident': 'f6d1b6e2c1',
        'corroborate/rule': 'some-rule',
        'corroborate/rule-version': '3',
        'corroborate/entity': 'arn:aws:ec2:eu-west-1:111122223333:instance/i-0abc',
        'corroborate/entity-type': 'AwsEc2Instance',
        'corroborate/account': '111122223333',
        'corroborate/region': 'eu-west-1',
        'corroborate/attack': 'TA0011, T1190',
        'corroborate/prevention': 'Patch it earlier.',
        'corroborate/references': 'https://example.com/a https://example.com/b',
        'corroborate/signals/backdoor': '{"count":1,"required":1,"satisfied":true}',
      },
      Resources: [
        {
          Type: 'AwsEc2Instance',
          Id: 'arn:aws:ec2:eu-west-1:111122223333:instance/i-0abc',
          Partition: 'aws',
          Region: 'eu-west-1',
        },
      ],
      RecordState: 'ACTIVE',
      FindingProviderFields: judgement,
    });
  });

  it('passes the check and is recognised as our own', () => {
    expect(checkAsff(finding)).toEqual([]);
    expect(isOwnFinding(finding)).toBe(true);
  });

  it('leaves Workflow, Note and user-defined fields to the analyst', () => {
    expect(Object.keys(finding)).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/^(Workflow|Note|UserDefinedFields|VerificationState)/)]),
    );
  });
});

describe('states', () => {
  it('archives a resolved incident and says why', () => {
    const resolution = { at: AT, reason: 'evidence of `backdoor` was withdrawn' };
    const finding = toAsff(makeIncident({ status: 'resolved', resolution }), makeRule(), PUBLISHER);
    expect(finding.RecordState).toBe('ARCHIVED');
    expect(fieldsOf(finding)['corroborate/resolution']).toBe(resolution.reason);
    expect(checkAsff(finding)).toEqual([]);
  });

  it.each([
    ['all of it', [true, true], true],
    ['some of it', [true, false], undefined],
    ['none of it', [false, false], undefined],
    ['no evidence at all', [], undefined],
  ])('is a sample when the evidence is: %s', (_, samples, expected) => {
    const findings = samples.map((isSample, index) =>
      makeEvidence(`s-${index}`, isSample ? { isSample: true } : {}),
    );
    const finding = toAsff(makeIncident({ signals: { a: makeSignal(findings) } }), makeRule(), PUBLISHER);
    expect(finding.Sample).toBe(expected);
  });
});

describe('the publisher', () => {
  it.each([
    ['eu-west-1', undefined, 'aws'],
    ['cn-north-1', undefined, 'aws-cn'],
    ['us-gov-west-1', undefined, 'aws-us-gov'],
    ['us-iso-east-1', 'aws-iso', 'aws-iso'],
  ])('gives the product its partition: %s', (region, partition, expected) => {
    const publisher = { account: '999988887777', region, ...(partition && { partition }) };
    expect(defaultProductArn(publisher)).toBe(
      `arn:${expected}:securityhub:${region}:999988887777:product/999988887777/default`,
    );
  });
});

describe('resources', () => {
  it.each([
    ['its own type', 'AwsS3Bucket', 'arn:aws:s3:::a', 'AwsS3Bucket', undefined],
    [
      'Other when ASFF has no such type',
      'AwsStsAssumedRoleSession',
      'arn:aws-cn:sts::111122223333:assumed-role/r/s',
      'Other',
      { Other: { EntityType: 'AwsStsAssumedRoleSession' } },
    ],
  ])('have %s', (_, type, key, expectedType, details) => {
    const finding = toAsff(makeIncident({ entity: { type, key } }), makeRule(), PUBLISHER);
    const [resource] = arrayAt(finding, 'Resources');
    expect(resource).toMatchObject({ Type: expectedType, Id: key });
    expect(memberOf(resource, 'Details')).toEqual(details);
    expect(memberOf(resource, 'Region')).toBeUndefined();
    expect(memberOf(resource, 'Partition')).toBe(key.split(':')[1]);
    expect(checkAsff(finding)).toEqual([]);
  });

  it('list the entity first, each related one once, 32 at most', () => {
    const incident = makeIncident();
    const others = Array.from({ length: 40 }, (_, index) => ({
      type: 'AwsEc2SecurityGroup',
      key: `arn:aws:ec2:eu-west-1:111122223333:security-group/sg-${index}`,
    }));
    const [first] = others;
    const related = [incident.entity, ...(first ? [first] : []), ...others];
    const finding = toAsff(incident, makeRule(), PUBLISHER, related);
    const ids = arrayAt(finding, 'Resources').map((resource) => stringAt(resource, 'Id'));
    expect(ids).toEqual([incident.entity.key, ...others.slice(0, 31).map((entity) => entity.key)]);
    expect(checkAsff(finding)).toEqual([]);
  });
});

describe('related findings', () => {
  it('are one of each signal before a second of any', () => {
    const signals = {
      many: makeSignal(manyEvidence('many', 50)),
      few: makeSignal(manyEvidence('few', 2)),
      one: makeSignal(manyEvidence('one', 1)),
    };
    const finding = toAsff(makeIncident({ signals }), makeRule({ signals: [] }), PUBLISHER);
    expect(relatedIds(finding)).toEqual([
      'many-0',
      'few-0',
      'one-0',
      'many-1',
      'few-1',
      'many-2',
      'many-3',
      'many-4',
      'many-5',
      'many-6',
    ]);
    expect(finding.RelatedFindings).toEqual(memberOf(finding.FindingProviderFields, 'RelatedFindings'));
    expect(evidenceOf(finding)).toHaveLength(53 - 10);
    expect(fieldsOf(finding)['corroborate/evidence-omitted']).toBeUndefined();
  });

  it('start with the signals that decide', () => {
    const names = ['blocker', 'context', 'needed'];
    const roles = ['unless', 'optional', 'required'] as const;
    const signals = Object.fromEntries(names.map((name) => [name, makeSignal(manyEvidence(name, 1))]));
    const rule = makeRule({
      signals: names.map((name, index) => makeRuleSignal(name, { role: roles[index] ?? 'any' })),
    });
    expect(relatedIds(toAsff(makeIncident({ signals }), rule, PUBLISHER))).toEqual([
      'needed-0',
      'context-0',
      'blocker-0',
    ]);
  });

  it('name a finding once, though it satisfies two signals', () => {
    const both = manyEvidence('both', 2);
    const signals = { a: makeSignal(both), b: makeSignal(both) };
    expect(relatedIds(toAsff(makeIncident({ signals }), makeRule(), PUBLISHER))).toEqual([
      'both-0',
      'both-1',
    ]);
  });

  it('never name a finding that ASFF could not hold, but keep it as evidence', () => {
    const findings = [makeEvidence('x'.repeat(600)), makeEvidence('good')];
    const finding = toAsff(makeIncident({ signals: { a: makeSignal(findings) } }), makeRule(), PUBLISHER);
    expect(relatedIds(finding)).toEqual(['good']);
    expect(evidenceOf(finding)).toEqual([
      { signal: 'a', productArn: findings[0]?.finding.productArn, id: 'x'.repeat(600) },
    ]);
  });

  it('account for every piece of evidence, listed or omitted', () => {
    const findings = Array.from({ length: 400 }, (_, index) => makeEvidence(`${'i'.repeat(300)}-${index}`));
    const finding = toAsff(makeIncident({ signals: { a: makeSignal(findings) } }), makeRule(), PUBLISHER);
    const omitted = Number(fieldsOf(finding)['corroborate/evidence-omitted']);
    expect(omitted).toBeGreaterThan(0);
    expect(relatedIds(finding).length + evidenceOf(finding).length + omitted).toBe(400);
    expect(Object.keys(fieldsOf(finding))).toHaveLength(50);
    expect(checkAsff(finding)).toEqual([]);
  });
});

describe('texts', () => {
  it('are cut to their limits with an ellipsis, whole emoji only', () => {
    const long = '🛡'.repeat(2000);
    const rule = makeRule({ description: long, remediation: long, prevention: long });
    const finding = toAsff(makeIncident({ title: long }), rule, PUBLISHER);
    expect(finding.Title).toBe(`${'🛡'.repeat(127)}…`);
    expect(finding.Description).toBe(`${'🛡'.repeat(511)}…`);
    expect(checkAsff(finding)).toEqual([]);
  });

  it('become one line', () => {
    const finding = toAsff(makeIncident(), makeRule({ description: ' a\n\n b\u0000\tc ' }), PUBLISHER);
    expect(finding.Description).toBe('a b c');
  });

  it('have a stand-in when blank', () => {
    const rule = makeRule({ description: ' \n', remediation: '\t', prevention: '' });
    const finding = toAsff(makeIncident({ title: '  ' }), rule, PUBLISHER);
    expect(finding).toMatchObject({ Title: 'some-rule', Description: 'some-rule' });
    expect(finding.Remediation).toBeUndefined();
    expect(checkAsff(finding)).toEqual([]);
  });
});

const instant = fc.integer({ min: AT, max: AT + 1e12 }).map((value) => value as Instant);
const hostileText = fc.oneof(
  fc.string({ maxLength: 40 }),
  fc.string({ unit: 'binary', maxLength: 3000 }),
  fc.constantFrom('', ' ', '\n', '\u0000', '\ud800', 'aws/x', '__proto__', '…', '\u200b', '\u3000'),
  fc
    .tuple(fc.constantFrom('x', '🛡', '\u0001', ' ', '"', '\\', 'é', '\ud83d'), fc.nat(5000))
    .map(([unit, times]) => unit.repeat(times)),
);
const finding = fc.record({ productArn: hostileText, id: hostileText });
const evidence: fc.Arbitrary<Evidence> = fc
  .tuple(finding, hostileText, instant, fc.boolean())
  .map(([key, title, from, isSample]) =>
    makeEvidence('', { finding: key, title, from, ...(isSample && { isSample: true }) }),
  );
const entity = fc.record(
  {
    type: fc.oneof(hostileText, fc.constant('AwsEc2Instance')),
    key: hostileText,
    account: hostileText,
    region: hostileText,
  },
  { requiredKeys: ['type', 'key'] },
);
const signals = fc.oneof(
  fc.dictionary(
    hostileText,
    fc.array(evidence, { maxLength: 100 }).map((all) => makeSignal(all)),
    { maxKeys: 6 },
  ),
  fc
    .tuple(fc.integer({ min: 1, max: 300 }), hostileText, evidence)
    .map(([count, name, piece]) =>
      Object.fromEntries(
        Array.from({ length: count }, (_, index) => [
          `${index}${name}`,
          makeSignal([piece, makeEvidence(`${index}`)]),
        ]),
      ),
    ),
);
const incident: fc.Arbitrary<Incident> = fc
  .record({ id: hostileText, title: hostileText, entity, signals, firstObserved: instant, openedAt: instant })
  .map((overrides) => makeIncident(overrides));
const rule: fc.Arbitrary<Rule> = fc
  .record({
    description: hostileText,
    remediation: hostileText,
    prevention: hostileText,
    references: fc.array(hostileText, { maxLength: 4 }),
    attack: fc.array(fc.oneof(hostileText, fc.constantFrom('TA0001', 'TA0040', 'T1110.001')), {
      maxLength: 80,
    }),
  })
  .map((overrides) => makeRule(overrides));

describe('hostile incidents', () => {
  it('always give a finding that would be imported, and change nothing', () => {
    fc.assert(
      fc.property(incident, rule, fc.array(entity, { maxLength: 60 }), (anIncident, aRule, related) => {
        const before = JSON.stringify(anIncident);
        expect(checkAsff(toAsff(anIncident, aRule, PUBLISHER, related))).toEqual([]);
        expect(JSON.stringify(anIncident)).toBe(before);
      }),
      { numRuns: 150 },
    );
  });

  it('fit into 240 KB at their worst', () => {
    const worst = '\u4e2d'.repeat(2048);
    const pieces = Array.from({ length: 100 }, (_, index) => {
      const productArn = `${index}${'\u0001'.repeat(2000)}`;
      return makeEvidence('', { finding: { productArn, id: `${'\u0002'.repeat(500)}${index}` } });
    });
    const names = Array.from({ length: 30 }, (_, index) => `${index}${worst}`);
    const related = names.map((key) => ({ type: worst, key, region: 'eu-west-1' }));
    const anIncident = makeIncident({
      title: worst,
      signals: Object.fromEntries(names.map((name) => [name, makeSignal(pieces)])),
    });
    const asff = toAsff(anIncident, makeRule({ description: worst, prevention: worst }), PUBLISHER, related);
    expect(checkAsff(asff)).toEqual([]);
    expect(relatedIds(asff).length).toBeGreaterThan(0);
  });
});
