import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/core/json.ts';
import { type IncidentJson, toIncidentJson } from '../../../src/format/incident/to-incident-json.ts';
import { AT, makeEvidence, makeIncident, makeSignal } from '../asff/make-incident.ts';

const signals = {
  backdoor: makeSignal([makeEvidence('b-1', { kind: 'activity', isSample: true })]),
  cve: makeSignal([makeEvidence('c-1')], 3),
};

describe('toIncidentJson', () => {
  it('gives the contract, member by member and in this order', () => {
    const expected: IncidentJson = {
      schemaVersion: '1.0',
      id: 'f6d1b6e2c1',
      rule: { id: 'some-rule', version: 3 },
      status: 'open',
      severity: 'CRITICAL',
      title: 'Some rule holds',
      entity: {
        type: 'AwsEc2Instance',
        id: 'arn:aws:ec2:eu-west-1:111122223333:instance/i-0abc',
        account: '111122223333',
        region: 'eu-west-1',
      },
      firstObservedAt: '2026-03-01T00:00:00.000Z',
      lastObservedAt: '2026-03-01T01:00:00.000Z',
      openedAt: '2026-03-01T02:00:00.000Z',
      updatedAt: '2026-03-01T02:00:00.001Z',
      signals: {
        backdoor: {
          count: 1,
          required: 1,
          satisfied: true,
          findings: [
            {
              productArn: 'arn:aws:securityhub:eu-west-1::product/aws/inspector',
              id: 'b-1',
              title: 'CVE in b-1',
              severity: 'CRITICAL',
              from: '2026-03-01T00:00:00.000Z',
              to: '2026-05-30T00:00:00.000Z',
              withdrawn: false,
              sample: true,
            },
          ],
        },
        cve: {
          count: 1,
          required: 3,
          satisfied: false,
          findings: [
            {
              productArn: 'arn:aws:securityhub:eu-west-1::product/aws/inspector',
              id: 'c-1',
              title: 'CVE in c-1',
              severity: 'CRITICAL',
              from: '2026-03-01T00:00:00.000Z',
              withdrawn: false,
            },
          ],
        },
      },
    };
    const json: JsonObject = toIncidentJson(makeIncident({ signals }));
    expect(JSON.stringify(json)).toBe(JSON.stringify(expected));
  });

  it('says when and why it was resolved, and marks the evidence withdrawn', () => {
    const resolution = { at: AT, reason: 'evidence was withdrawn' };
    const json = toIncidentJson(makeIncident({ status: 'resolved', resolution, signals }));
    expect(json).toMatchObject({ status: 'resolved', resolvedAt: '2026-03-01T00:00:00.000Z' });
    expect(json.resolution).toBe('evidence was withdrawn');
    expect(Object.values(json.signals).flatMap((signal) => signal.findings.map((f) => f.withdrawn))).toEqual([
      true,
      true,
    ]);
  });

  it('leaves out what is not known', () => {
    const { severity: _, ...unrated } = makeEvidence('u');
    const entity = { type: 'AwsS3Bucket', key: 'arn:aws:s3:::a' };
    const json = toIncidentJson(makeIncident({ entity, signals: { a: makeSignal([unrated]) } }));
    expect(Object.keys(json.entity)).toEqual(['type', 'id']);
    expect(Object.keys(json.signals.a?.findings[0] ?? {})).not.toContain('severity');
  });

  it('keeps a signal that is called __proto__', () => {
    const named = Object.fromEntries([['__proto__', makeSignal([])]]);
    const json = toIncidentJson(makeIncident({ signals: named }));
    expect(Object.keys(json.signals)).toEqual(['__proto__']);
  });
});
