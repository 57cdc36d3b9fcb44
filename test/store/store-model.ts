import {
  byLatestEnd,
  byLatestStart,
  countedValues,
  type Evidence,
  findingText,
  type SignalKey,
} from '../../src/core/correlation/evidence.ts';
import type { EvidenceQuery, EvidenceSpan } from '../../src/core/correlation/evidence-reader.ts';
import { type FindingChange, planFinding } from '../../src/core/correlation/finding-change.ts';
import type { Observation } from '../../src/core/correlation/observe.ts';
import { relationText } from '../../src/core/correlation/related-entity.ts';
import type { Entity, Relation } from '../../src/core/entity/entity.ts';
import type { Instant } from '../../src/core/instant.ts';
import { signalKeyText } from '../../src/store.ts';
import type { Delivery } from './store-world.ts';

/** What a store ought to hold, kept so simply that it cannot be wrong: arrays, searched from end to end. */
export interface StoreModel {
  /** The change that a delivery makes; applied at once. */
  deliver(delivery: Delivery): FindingChange;
  forget(key: SignalKey, endedBefore: Instant): void;
  join(group: string, key: string): void;
  findings(): readonly Observation[];
  read(key: SignalKey, query: Omit<EvidenceQuery, 'limit' | 'after'>): readonly Evidence[];
  count(key: SignalKey): number;
  span(key: SignalKey): EvidenceSpan | undefined;
  relations(): readonly Relation[];
  related(entity: string, type: string): readonly Entity[];
  members(group: string): readonly string[];
}

interface Piece {
  readonly place: string;
  readonly evidence: Evidence;
}

/** Makes a model of an empty store. */
export function createStoreModel(): StoreModel {
  let findings: Observation[] = [];
  let pieces: Piece[] = [];
  const joined = new Map<string, Set<string>>();
  let version = 0;
  const at = (key: SignalKey) =>
    pieces.filter(({ place }) => place === signalKeyText(key)).map(({ evidence }) => evidence);
  const without = (key: SignalKey, { finding }: Evidence) =>
    pieces.filter(
      ({ place, evidence }) =>
        place !== signalKeyText(key) || findingText(evidence.finding) !== findingText(finding),
    );
  const relations = () => [
    ...new Map(findings.flatMap((each) => each.relations.map((r) => [relationText(r), r] as const))).values(),
  ];
  return {
    deliver: (delivery) => {
      const next = toObservation(delivery, ++version);
      const known = findings.find(({ key }) => findingText(key) === findingText(next.key));
      const { change } = planFinding(known, next);
      if (change === undefined) throw new Error('every delivery of the model is a newer version');
      findings = [...findings.filter((each) => each !== known), next];
      for (const { key, evidence } of change.withdrawn) pieces = without(key, evidence);
      for (const { key, evidence } of change.filed) {
        pieces = [...without(key, evidence), { place: signalKeyText(key), evidence }];
      }
      return change;
    },
    forget: (key, endedBefore) => {
      pieces = pieces.filter(
        ({ place, evidence }) => place !== signalKeyText(key) || evidence.to >= endedBefore,
      );
    },
    join: (group, key) => void joined.set(group, (joined.get(group) ?? new Set()).add(key)),
    findings: () => findings,
    read: (key, { order, endsFrom, startsUntil }) =>
      at(key)
        .filter(({ to }) => endsFrom === undefined || to >= endsFrom)
        .filter(({ from }) => startsUntil === undefined || from <= startsUntil)
        .sort(order === 'end' ? byLatestEnd : byLatestStart),
    count: (key) => new Set(at(key).flatMap(countedValues)).size,
    span: (key) => spanOf(at(key)),
    relations,
    related: (entity, type) => neighboursOf(relations(), entity, type),
    members: (group) => [...(joined.get(group) ?? [])].sort(),
  };
}

function toObservation({ id, productArn, isOpen, filed, relations }: Delivery, version: number): Observation {
  return {
    key: { productArn, id },
    order: `${String(version).padStart(6, '0')}|time|hash-${version}`,
    isMatched: filed.length > 0,
    ...(isOpen ? {} : { withdrawal: 'archived' }),
    filings: filed.map(({ key, evidence }) => ({
      key,
      entity: { type: 'AwsEc2Instance', key: key.entity },
      evidence,
    })),
    relations,
  };
}

function spanOf(pieces: readonly Evidence[]): EvidenceSpan | undefined {
  if (pieces.length === 0) return undefined;
  return {
    first: Math.min(...pieces.map(({ from }) => from)) as Instant,
    last: Math.max(...pieces.map(({ lastObserved }) => lastObserved)) as Instant,
  };
}

function neighboursOf(relations: readonly Relation[], entity: string, type: string): readonly Entity[] {
  return relations
    .flatMap(({ ends: [a, b] }) => [
      { from: a, to: b },
      { from: b, to: a },
    ])
    .filter(({ from, to }) => from.key === entity && to.type === type)
    .map(({ to }) => to)
    .sort((a, b) => (a.key < b.key ? -1 : 1));
}
