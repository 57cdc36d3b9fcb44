import * as fc from 'fast-check';
import type { Evidence, Filing, SignalKey } from '../../src/core/correlation/evidence.ts';
import type { IncidentRecord } from '../../src/core/correlation/incident.ts';
import type { Observation } from '../../src/core/correlation/observe.ts';
import type { Entity, Relation } from '../../src/core/entity/entity.ts';
import type { Instant } from '../../src/core/instant.ts';

/** Texts in their order, as JavaScript has it: by UTF-16 code unit, whatever UTF-8 or SQLite would say. */
export const HOSTILE_TEXTS: readonly string[] = [
  '\u0000',
  '\u0000a',
  '__proto__',
  'a',
  'a\u0000b',
  'a\u0000c',
  "a' OR 1=1 --",
  'a\nb',
  'ü',
  '\uD7FE',
  '\uD7FF',
  '\uD7FF\u0100',
  '\uD800',
  '\uD83D\uDE00',
  '\uD83D\uDE01',
  '\uDC00',
  '\uE000',
  '\uFFFF',
].sort();

/** A whole number as an instant. */
export function instant(ms: number): Instant {
  return ms as Instant;
}

/** An entity with nothing but type and key. */
export function entityOf(type: string, key: string): Entity {
  return { type, key };
}

/** A piece of evidence of a finding, over [from, to]. */
export function pieceOf(id: string, from: number, to: number, more: Partial<Evidence> = {}): Evidence {
  return {
    finding: { productArn: 'arn:product', id },
    title: `title of ${id}`,
    kind: 'activity',
    from: instant(from),
    to: instant(to),
    lastObserved: instant(to),
    ...more,
  };
}

/** The place that most tests file their evidence at. */
export const PLACE: SignalKey = { entity: 'arn:entity', rule: 'rule', signal: 'signal' };

/** A piece filed at a place. */
export function filingOf(evidence: Evidence, key: SignalKey = PLACE): Filing {
  return { key, entity: entityOf('AwsEc2Instance', key.entity), evidence };
}

/** A relation between two entities of different types, given by their keys. */
export function relationOf(instance: string, group: string): Relation {
  return { ends: [entityOf('AwsEc2Instance', instance), entityOf('AwsEc2SecurityGroup', group)] };
}

/** The version of a finding with a number: later numbers are newer. */
export function observationOf(id: string, version: number, more: Partial<Observation> = {}): Observation {
  const order = `${String(version).padStart(6, '0')}|${version}|hash-${version}`;
  return {
    key: { productArn: 'arn:product', id },
    order,
    isMatched: false,
    filings: [],
    relations: [],
    ...more,
  };
}

/** A record of an incident as the first save has it. */
export function recordOf(id: string, updatedAt: number, more: Partial<IncidentRecord> = {}): IncidentRecord {
  const evidence = pieceOf('finding', 1, 2, { severity: 'HIGH', values: ['\uD800', '\u0000'] });
  return {
    incident: {
      id,
      rule: { id: 'rule', version: 1 },
      entity: entityOf('AwsEc2Instance', `entity of ${id}`),
      status: 'open',
      severity: 'CRITICAL',
      title: 'a title with \uDC00 and \u0000',
      firstObserved: instant(1),
      lastObserved: instant(2),
      openedAt: instant(3),
      updatedAt: instant(updatedAt),
      signals: { signal: { count: 1, required: 1, isSatisfied: true, findings: [evidence] } },
    },
    witness: { at: instant(2), pieces: { signal: [evidence] } },
    revision: 1,
    ...more,
  };
}

const text = fc.constantFrom(...HOSTILE_TEXTS);
const time = fc.integer({ min: -3, max: 6 });

/** Places near enough to each other to be mixed up. */
export const PLACES: readonly SignalKey[] = [
  { entity: 'e', rule: 'r', signal: 's' },
  { entity: 'e', rule: 'r', signal: 't' },
  { entity: 'e', rule: 'q', signal: 's' },
  { entity: '\uD800', rule: 'r', signal: 's' },
  { entity: '\uD801', rule: 'r', signal: 's' },
];

/** Entities that relations tie, by type. */
export const ENDS: { readonly instances: readonly string[]; readonly groups: readonly string[] } = {
  instances: ['i-1', 'i-2', '\uD800', '\uFFFF'],
  groups: ['sg-1', 'sg-2', '\uD83D\uDE00'],
};

const relations: fc.Arbitrary<readonly Relation[]> = fc
  .tuple(fc.subarray([...ENDS.instances]), fc.subarray([...ENDS.groups]))
  .map(([instances, groups]) => instances.flatMap((a) => groups.map((b) => relationOf(a, b))));

/** The next version of one of a few findings: what it says in this world. */
export interface Delivery {
  readonly id: string;
  readonly productArn: string;
  readonly isOpen: boolean;
  readonly filed: readonly { readonly key: SignalKey; readonly evidence: Evidence }[];
  readonly relations: readonly Relation[];
}

/** Something to do to a store. */
export type Step =
  | ({ readonly do: 'deliver' } & Delivery)
  | { readonly do: 'forget'; readonly key: SignalKey; readonly before: number }
  | { readonly do: 'join'; readonly group: string; readonly key: string };

const piece = fc.record({
  from: time,
  length: fc.nat(3),
  observed: time,
  values: fc.option(fc.subarray([...HOSTILE_TEXTS.slice(0, 5), '\uD800']), { nil: undefined }),
  severity: fc.constantFrom('LOW' as const, undefined),
});

const deliver: fc.Arbitrary<Step> = fc
  .record({
    id: text,
    productArn: fc.constantFrom('arn:a', 'arn:b', 'arn:\uD800'),
    isOpen: fc.boolean(),
    places: fc.subarray([...PLACES]),
    piece,
    relations,
  })
  .map(({ places, piece: { from, length, observed, values, severity }, ...rest }) => ({
    do: 'deliver' as const,
    ...rest,
    filed: places.map((key) => ({
      key,
      evidence: {
        finding: { productArn: rest.productArn, id: rest.id },
        title: rest.id,
        kind: 'condition' as const,
        from: instant(from),
        to: instant(from + length),
        lastObserved: instant(observed),
        ...(severity === undefined ? {} : { severity }),
        // One signal counts either values or findings, never both.
        ...(values === undefined || key.signal === 't' ? {} : { values }),
      },
    })),
  }));

const forget: fc.Arbitrary<Step> = fc.record({
  do: fc.constant('forget' as const),
  key: fc.constantFrom(...PLACES),
  before: time,
});

const join: fc.Arbitrary<Step> = fc.record({
  do: fc.constant('join' as const),
  group: fc.constantFrom('g', 'h', '\uD800'),
  key: text,
});

/** What happens to a store, in this order. */
export const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.oneof(
    { weight: 8, arbitrary: deliver },
    { weight: 2, arbitrary: forget },
    { weight: 1, arbitrary: join },
  ),
  { minLength: 1, maxLength: 25 },
);

/** A question about the evidence of a place. */
export const queries: fc.Arbitrary<{
  readonly order: 'end' | 'start';
  readonly endsFrom?: Instant;
  readonly startsUntil?: Instant;
}> = fc.record(
  {
    order: fc.constantFrom('end' as const, 'start' as const),
    endsFrom: fc.oneof(time, fc.constant(Number.NEGATIVE_INFINITY)).map(instant),
    startsUntil: fc.oneof(time, fc.constant(Number.POSITIVE_INFINITY)).map(instant),
  },
  { requiredKeys: ['order'] },
);
