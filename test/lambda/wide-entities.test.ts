import { describe, expect, it } from 'vitest';
import type { WideEntity } from '../../src/core/correlation/places.ts';
import type { Engine } from '../../src/engine.ts';
import { createCorrelate } from '../../src/lambda/correlate.ts';
import type { Telemetry } from '../../src/lambda/telemetry.ts';

const NOTHING = async () => {};

/** What a worker tells of wide entities, invocation by invocation, as its engine comes to know them. */
async function toldOf(known: readonly number[]): Promise<readonly (readonly [number, readonly object[]])[]> {
  let found: readonly WideEntity[] = [];
  let counted = 0;
  let warned: object[] = [];
  const engine: Pick<Engine, 'settle' | 'flush' | 'wideEntities'> = {
    settle: NOTHING,
    flush: NOTHING,
    wideEntities: () => found,
  };
  const telemetry: Pick<Telemetry, 'count' | 'warn' | 'lag' | 'flush'> = {
    count: (name) => {
      if (name === 'wide') counted += 1;
    },
    warn: (_, details = {}) => void warned.push(details),
    lag: () => {},
    flush: () => {},
  };
  const parts = { engine, telemetry, table: {}, now: () => 0, bury: NOTHING } as object;
  const correlate = createCorrelate(parts as Parameters<typeof createCorrelate>[0]);
  const told: (readonly [number, readonly object[]])[] = [];
  for (const size of known) {
    found = Array.from({ length: size }, (_, index) => ({
      entity: { type: 'AwsEc2SecurityGroup', key: `sg-${index}` },
      relatedType: 'AwsEc2Instance',
      relatedCount: 1001,
    }));
    [counted, warned] = [0, []];
    await correlate({ Records: [] });
    told.push([counted, warned]);
  }
  return told;
}

describe('wide entities', () => {
  it('are counted and told once in the life of a worker', async () => {
    const [first, again, more] = await toldOf([1, 1, 3]);
    expect(first).toEqual([1, [{ entity: 'sg-0', relatedType: 'AwsEc2Instance', relatedCount: 1001 }]]);
    expect(again).toEqual([0, []]);
    expect(more?.[0]).toBe(2);
    expect(more?.[1]).toMatchObject([{ entity: 'sg-1' }, { entity: 'sg-2' }]);
  });
});
