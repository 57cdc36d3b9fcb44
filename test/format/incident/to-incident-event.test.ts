import { describe, expect, it } from 'vitest';
import { toIncidentEvent } from '../../../src/format/incident/to-incident-event.ts';
import { SIGNALS_MAX } from '../../../src/rule-file/rule-schema.ts';
import { makeEvidence, makeSignal } from '../asff/make-incident.ts';
import { HOSTILE, hostileIncident, makeNews } from './make-news.ts';

const ENTRY_BYTES_MAX = 256 * 1024;

describe('toIncidentEvent', () => {
  it.each([
    ['open', 'Corroborate Incident Opened'],
    ['update', 'Corroborate Incident Updated'],
    ['resolve', 'Corroborate Incident Resolved'],
  ] as const)('says what has happened: %s', (action, detailType) => {
    const event = toIncidentEvent(makeNews({}, { action, isEscalated: action === 'update' }));
    expect(event).toMatchObject({
      source: 'corroborate',
      detailType,
      resources: ['arn:aws:ec2:eu-west-1:111122223333:instance/i-0abc'],
      detail: { action, escalated: action === 'update', finding: { id: 'corroborate/1' } },
    });
    expect(event.detail.incident).toMatchObject({ id: 'f6d1b6e2c1', status: 'open' });
  });

  it('lists ten findings of a signal, and its whole count', () => {
    const pieces = Array.from({ length: 30 }, (_, index) => makeEvidence(`c-${index}`));
    const { detail } = toIncidentEvent(makeNews({ signals: { cve: makeSignal(pieces) } }));
    expect(detail.incident.signals.cve?.count).toBe(30);
    expect(detail.incident.signals.cve?.findings.map(({ id }) => id)).toEqual(
      pieces.slice(0, 10).map(({ finding }) => finding.id),
    );
  });

  it.each(HOSTILE)('fits an entry of EventBridge, whatever findings say: %#', (text) => {
    const { source, detailType, resources, detail } = toIncidentEvent(makeNews(hostileIncident(text)));
    const bytes = [source, detailType, ...resources, JSON.stringify(detail)].map((each) =>
      Buffer.byteLength(each),
    );
    expect(bytes.reduce((sum, each) => sum + each, 0)).toBeLessThan(ENTRY_BYTES_MAX);
    expect(JSON.stringify(detail)).not.toMatch(/\\ud[89a-f]/);
    expect(Object.values(detail.incident.signals).map(({ count }) => count)).toEqual(
      Array.from({ length: SIGNALS_MAX }, () => 1e9),
    );
  });
});
