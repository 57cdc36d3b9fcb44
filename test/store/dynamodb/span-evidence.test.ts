import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Evidence } from '../../../src/core/correlation/evidence.ts';
import { changeFrom } from '../../../src/core/correlation/finding-change.ts';
import type { Observation } from '../../../src/core/correlation/observe.ts';
import type { Entity } from '../../../src/core/entity/entity.ts';
import { CONDITION_LIFETIME_MS } from '../../../src/core/finding/interval.ts';
import type { Instant } from '../../../src/core/instant.ts';
import { saveOptionsOf, sessionOf } from '../../../src/store/dynamodb/dynamodb-store.ts';
import { expirePiece } from '../../../src/store/dynamodb/expire.ts';
import { keyOf } from '../../../src/store/dynamodb/item.ts';
import { pieceKeyOf, placeOf, toPieceItem } from '../../../src/store/dynamodb/piece-item.ts';
import { spanEvidence } from '../../../src/store/dynamodb/read-evidence.ts';
import { saveFinding } from '../../../src/store/dynamodb/save-finding.ts';
import { openTestTables, type TestTables } from './test-table.ts';

let tables: TestTables;
beforeAll(async () => {
  tables = await openTestTables();
});
afterAll(() => tables.close());

const KEY = { rule: 'rule', signal: 'signal', entity: 'i-1' };
const ENTITY: Entity = { type: 'AwsEc2Instance', key: 'i-1' };
const DAY_MS = 86_400_000;

/** What happens to one of a few findings: it is seen so, is withdrawn, or its piece expires. */
type Step =
  | { readonly do: 'see'; readonly id: number; readonly piece: Omit<Evidence, 'finding'> }
  | { readonly do: 'withdraw' | 'expire'; readonly id: number };

const at = (day: number): Instant => (Date.UTC(2026, 0, 1) + day * DAY_MS) as Instant;
const day = fc.nat(30);

/** Activities, conditions whose end tells when they were observed, and conditions of which it tells another time. */
const piece: fc.Arbitrary<Omit<Evidence, 'finding'>> = fc
  .record({ kind: fc.constantFrom('activity', 'told', 'condition'), day, other: day })
  .map(({ kind, day: last, other }) => {
    const to = kind === 'activity' ? at(last) : ((at(last) + CONDITION_LIFETIME_MS) as Instant);
    return {
      title: 'a hole',
      kind: kind === 'activity' ? 'activity' : 'condition',
      from: at(Math.min(last, other) - 1),
      to,
      lastObserved: at(kind === 'condition' ? other : last),
    };
  });

const id = fc.nat(5);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('see' as const), id, piece }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('withdraw' as const, 'expire' as const), id }) },
);

function observationOf(number: number, version: number, evidence: Evidence | undefined): Observation {
  return {
    key: findingOf(number),
    order: `2026-01-01T00:00:00Z|${String(version).padStart(4, '0')}|hash-${version}`,
    isMatched: evidence !== undefined,
    filings: evidence === undefined ? [] : [{ key: KEY, entity: ENTITY, evidence }],
    relations: [],
  };
}

function findingOf(number: number) {
  return { productArn: 'arn:aws:securityhub:eu-west-1::product/aws/inspector', id: `finding-${number}` };
}

function spanOf(pieces: readonly Evidence[]) {
  if (pieces.length === 0) return undefined;
  return {
    first: Math.min(...pieces.map(({ from }) => from)),
    last: Math.max(...pieces.map(({ lastObserved }) => lastObserved)),
  };
}

/** A place in a table of its own, and what is filed there. */
async function openPlace() {
  const options = { client: tables.client, table: await tables.create() };
  const session = sessionOf(options);
  const known = new Map<number, Observation>();
  const pieces = new Map<number, Evidence>();
  let count = 0;
  const save = async (number: number, evidence: Evidence | undefined) => {
    const next = observationOf(number, ++count, evidence);
    await saveFinding(session, changeFrom(known.get(number), next), saveOptionsOf(options));
    known.set(number, next);
  };
  const take = async (each: Step) => {
    if (each.do === 'see') {
      const evidence = { ...each.piece, finding: findingOf(each.id) };
      await save(each.id, evidence);
      pieces.set(each.id, evidence);
      return;
    }
    const evidence = pieces.get(each.id);
    pieces.delete(each.id);
    if (evidence === undefined) return;
    if (each.do === 'withdraw') return save(each.id, undefined);
    const image = toPieceItem(placeOf(KEY), evidence, undefined);
    await session.remove(keyOf(image));
    await expirePiece(session, { eventId: `event-${++count}`, image, noteExpiresAt: 1, writesMax: 100 });
  };
  return { session, take, pieces: () => [...pieces.values()] };
}

describe('spanEvidence', () => {
  it('is what all pieces together tell, whether the index by observation holds them or not', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 15 }), async (steps) => {
        const { session, take, pieces } = await openPlace();
        for (const each of steps) {
          await take(each);
          expect(await spanEvidence(session, KEY)).toEqual(spanOf(pieces()));
        }
      }),
      { numRuns: 60 },
    );
  });

  it('finds a piece that the index leaves out behind others that end later', async () => {
    const { session, take } = await openPlace();
    const condition = { title: 'a hole', kind: 'condition' as const, from: at(0) };
    const later = (days: number) => ({ to: (at(days) + CONDITION_LIFETIME_MS) as Instant });
    await take({ do: 'see', id: 0, piece: { ...condition, ...later(5), lastObserved: at(5) } });
    for (const other of [1, 2, 3])
      await take({ do: 'see', id: other, piece: { ...condition, ...later(20), lastObserved: at(other) } });
    expect(await spanEvidence(session, KEY)).toEqual({ first: at(0), last: at(5) });
  });

  it('tells of the pieces that there are while those that expired are still counted', async () => {
    const { session, take, pieces } = await openPlace();
    const told = { title: 'a hole', kind: 'condition' as const, from: at(0) };
    const ends = { to: (at(5) + CONDITION_LIFETIME_MS) as Instant, lastObserved: at(5) };
    const activity = {
      title: 'noise',
      kind: 'activity' as const,
      from: at(1),
      to: at(2),
      lastObserved: at(2),
    };
    await take({ do: 'see', id: 0, piece: { ...told, ...ends } });
    await take({ do: 'see', id: 1, piece: activity });
    const [first, second] = pieces();
    if (first === undefined || second === undefined) throw new Error('nothing was filed');
    await session.remove(pieceKeyOf(placeOf(KEY), first));
    expect(await spanEvidence(session, KEY)).toEqual({ first: at(1), last: at(2) });
    await session.remove(pieceKeyOf(placeOf(KEY), second));
    expect(await spanEvidence(session, KEY)).toBeUndefined();
  });
});
