import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/core/json.ts';
import { type Quarantined, replayRecords } from '../../src/desk/replay-records.ts';
import { digest } from '../../src/digest.ts';
import { createEngine, type Engine } from '../../src/engine.ts';
import type { InputRecord } from '../../src/input/input-record.ts';
import { loadRules } from '../../src/rule-file/load-rules.ts';
import { NO_SINK } from '../../src/sink.ts';
import { createMemoryStore } from '../../src/store/memory/memory-store.ts';
import { backdoor, incidentFindings, vulnerability } from '../cli/make-world.ts';

const { rules } = await loadRules('rules');
const PLACE = { file: 'made up', byteOffset: 0, line: 1 };

function engine(): Engine {
  return createEngine({
    rules: rules.map(({ rule }) => rule),
    store: createMemoryStore(),
    sink: NO_SINK,
    digest,
  });
}

function finding(value: JsonObject): InputRecord {
  return { kind: 'finding', value, place: PLACE };
}

function context(source: 'guardduty' | 'config', value: JsonObject): InputRecord {
  return { kind: 'context', source, value, place: PLACE };
}

describe('replayRecords', () => {
  it('counts each delivery once, under what became of it', async () => {
    const newer = backdoor({ UpdatedAt: '2026-03-02T00:00:00.000Z' });
    const counts = await replayRecords(
      [
        [...incidentFindings().map(finding), finding(vulnerability(1))],
        [finding(newer), finding(backdoor()), finding({ Id: 'nothing else' })],
        [{ kind: 'quarantined', reason: 'not JSON', place: PLACE }],
        [context('guardduty', {}), context('config', CONFIG_ITEM)],
      ],
      engine(),
    );
    expect(counts).toEqual({
      received: 11,
      matched: 5,
      ignored: 1,
      duplicate: 1,
      stale: 1,
      quarantined: 3,
      context: 1,
    });
  });

  it('says what was quarantined, where and why', async () => {
    const told: Quarantined[] = [];
    await replayRecords([[finding({}), context('guardduty', {})]], engine(), {
      quarantine: (quarantined) => told.push(quarantined),
    });
    expect(told).toEqual([
      { place: PLACE, reason: '`ProductArn` is missing' },
      { place: PLACE, reason: 'a GuardDuty finding without `resource`' },
    ]);
  });

  it('flushes every thousand deliveries that were applied, and at the end', async () => {
    let flushes = 0;
    const real = engine();
    const flush = async (): Promise<void> => {
      flushes += 1;
    };
    const counting = { ...real, flush };
    await replayRecords([Array.from({ length: 2500 }, () => finding(backdoor()))], counting);
    expect(flushes).toBe(3);
  });

  it('asks for no promise for a finding that is ignored', async () => {
    const real = engine();
    const strict = { ...real, apply: () => Promise.reject(new Error('applied')) };
    const [ignored = {}] = incidentFindings();
    expect((await replayRecords([[finding(ignored)]], strict)).ignored).toBe(1);
  });

  it('throws when a delivery is lost', async () => {
    const broken = { ...engine(), apply: async () => 'lost' as 'matched' };
    await expect(replayRecords([[finding(backdoor())]], broken)).rejects.toThrow('do not add up');
  });
});

const CONFIG_ITEM = {
  configurationItemCaptureTime: '2026-03-01T00:00:00.000Z',
  configurationItemStatus: 'OK',
  awsAccountId: '111122223333',
  awsRegion: 'eu-west-1',
  resourceType: 'AWS::EC2::Instance',
  resourceId: 'i-0a1b2c3d4e5f60718',
  relationships: [{ resourceType: 'AWS::EC2::SecurityGroup', resourceId: 'sg-1' }],
};
