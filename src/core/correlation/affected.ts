import { ENTITY_TYPE_OF_KIND, type Entity } from '../entity/entity.ts';
import type { Rule } from '../rule/rule.ts';
import { type Cause, causeOf, laterCause } from './cause.ts';
import type { Filing, Window } from './evidence.ts';
import type { EvidenceReader } from './evidence-reader.ts';
import type { SavedChange } from './finding-change.ts';
import { mayHavePath, RELATED_MAX, readRelated, type WideEntity } from './places.ts';
import { isTiedByInterface, type RuleIndex, TIED_TYPES, TYING_TYPE } from './rule-index.ts';

/** A rule that has to be judged again for an entity, and what has changed for it. */
export interface Affected {
  readonly rule: Rule;
  readonly entity: Entity;
  /** Signals whose evidence changed; `all` when relations did. */
  readonly signals: ReadonlySet<string> | 'all';
  /** From the earliest start to the latest end of the evidence that changed; `all` when relations did. */
  readonly span: Window | 'all';
  readonly cause: Cause;
}

/** What changes touch: whom to judge, each (rule, entity) once, and what to mark as wide, or not, when it is done. */
export interface Touched {
  readonly affected: readonly Affected[];
  readonly crossings: readonly Crossing[];
  /** Ends of relations that have begun which are wide now; the account of a resource has no cap. */
  readonly wide: readonly WideEntity[];
}

/** An entity that has become wide towards a type, or is so no longer, since its relations were last judged. */
export interface Crossing {
  readonly entity: Entity;
  readonly type: string;
  readonly isWide: boolean;
  /** What brought it to light. */
  readonly cause: Cause;
}

/** Every (rule, entity) whose answer the changes can touch. */
export async function findAffected(
  changes: readonly SavedChange[],
  index: RuleIndex,
  reader: EvidenceReader,
): Promise<Touched> {
  const found = new Map<string, Affected>();
  for (const change of changes) {
    const cause = causeOf(change);
    for (const filing of [...change.withdrawn, ...change.filed]) {
      const rule = index.rules.get(filing.key.rule);
      if (rule === undefined) continue;
      for (const entity of await entitiesBehind(filing, rule, reader)) {
        add(found, { rule, entity, signals: new Set([filing.key.signal]), span: spanOf(filing), cause });
      }
    }
    const { begun, ended } = change.relations;
    for (const { ends } of [...begun, ...ended])
      addAll(found, await behindPair(...ends, index, reader), cause);
  }
  const sides = await measureSides(changes, reader);
  const crossings = sides.filter(isCrossing);
  for (const crossing of crossings) addAll(found, await behindCap(crossing, index, reader), crossing.cause);
  return { affected: [...found.values()], crossings, wide: sides.flatMap(wideEntity) };
}

/** Whom to judge again when, after crossings were judged and marked, others have made them cross back. */
export async function findCrossedBack(
  crossings: readonly Crossing[],
  index: RuleIndex,
  reader: EvidenceReader,
): Promise<Touched> {
  const found = new Map<string, Affected>();
  const back: Side[] = [];
  for (const crossing of crossings) back.push(await measure(crossing, reader));
  const again = back.filter(isCrossing);
  for (const crossing of again) addAll(found, await behindCap(crossing, index, reader), crossing.cause);
  return { affected: [...found.values()], crossings: again, wide: [] };
}

function addAll(found: Map<string, Affected>, all: readonly RuleEntity[], cause: Cause): void {
  for (const { rule, entity } of all) add(found, { rule, entity, signals: 'all', span: 'all', cause });
}

function spanOf({ evidence }: Filing): Window {
  return { start: evidence.from, end: evidence.to };
}

function add(found: Map<string, Affected>, next: Affected): void {
  const text = `${next.rule.id}\n${next.entity.key}`;
  const known = found.get(text);
  found.set(text, known === undefined ? next : union(known, next));
}

function union(a: Affected, b: Affected): Affected {
  const signals = a.signals === 'all' || b.signals === 'all' ? 'all' : new Set([...a.signals, ...b.signals]);
  const span = a.span === 'all' || b.span === 'all' ? 'all' : hull(a.span, b.span);
  return { ...a, signals, span, cause: laterCause(a.cause, b.cause) };
}

function hull(a: Window, b: Window): Window {
  return { start: a.start < b.start ? a.start : b.start, end: a.end > b.end ? a.end : b.end };
}

/** The rule's entities that look at the place where evidence was filed. */
async function entitiesBehind(
  { key, entity }: Filing,
  rule: Rule,
  reader: EvidenceReader,
): Promise<readonly Entity[]> {
  const on = rule.signals.find(({ name }) => name === key.signal)?.on;
  if (on === undefined) return [entity];
  if (on !== 'account') return acrossFrom(entity, rule, reader);
  if (rule.entity === ENTITY_TYPE_OF_KIND.account) return [entity];
  return readWholeGroup(rule, entity.key, reader);
}

/** The rule's entities that relations tie to an entity, whether or not a wide one stands between. */
async function acrossFrom(entity: Entity, rule: Rule, reader: EvidenceReader): Promise<readonly Entity[]> {
  const related = await readRelated(entity, rule.entity, reader);
  const overInterfaces = await acrossInterfaces(entity, rule.entity, reader);
  return withMembers([...related, ...overInterfaces], rule, reader);
}

/** Relations know an IAM role or user without its path; findings that name the path have joined its group. */
async function withMembers(
  entities: readonly Entity[],
  rule: Rule,
  reader: EvidenceReader,
): Promise<readonly Entity[]> {
  const all: Entity[] = [];
  for (const entity of entities) {
    all.push(entity);
    if (mayHavePath(entity))
      for (const member of await readWholeGroup(rule, entity.key, reader)) all.push(member);
  }
  return all;
}

async function readWholeGroup(rule: Rule, group: string, reader: EvidenceReader): Promise<readonly Entity[]> {
  const all: Entity[] = [];
  for (;;) {
    const after = all.at(-1)?.key;
    const page = await reader.readGroup(rule.id, group, {
      ...(after === undefined ? {} : { after }),
      limit: RELATED_MAX,
    });
    all.push(...page);
    if (page.length < RELATED_MAX) return all;
  }
}

interface RuleEntity {
  readonly rule: Rule;
  readonly entity: Entity;
}

/** The relations of one entity to those of one type, some of which have begun or ended. */
interface ChangedSide extends Omit<Crossing, 'isWide'> {
  readonly hasBegun: boolean;
}

/** A side with how many relations it has now, and how that was judged last. */
interface Side extends ChangedSide {
  readonly count: number;
  readonly isWide: boolean;
  readonly isMarkedWide: boolean;
}

/** Every side that changes have touched, each measured once. */
async function measureSides(
  changes: readonly SavedChange[],
  reader: EvidenceReader,
): Promise<readonly Side[]> {
  const sides = new Map<string, ChangedSide>();
  const touch = (entity: Entity, { type }: Entity, cause: Cause, hasBegun: boolean) => {
    const text = `${entity.key}\n${type}`;
    const known = sides.get(text)?.hasBegun ?? false;
    sides.set(text, { entity, type, cause, hasBegun: known || hasBegun });
  };
  for (const change of changes) {
    const cause = causeOf(change);
    const { begun, ended } = change.relations;
    for (const relation of [...begun, ...ended]) {
      const [a, b] = relation.ends;
      touch(a, b, cause, begun.includes(relation));
      touch(b, a, cause, begun.includes(relation));
    }
  }
  const measured: Side[] = [];
  for (const side of sides.values()) measured.push(await measure(side, reader));
  return measured;
}

async function measure(
  side: Omit<Crossing, 'isWide'> & { readonly hasBegun?: boolean },
  reader: EvidenceReader,
): Promise<Side> {
  const { count, isMarkedWide } = await reader.measureRelated(side.entity.key, side.type);
  return { ...side, hasBegun: side.hasBegun ?? false, count, isWide: count > RELATED_MAX, isMarkedWide };
}

/**
 * Whether the relations of a side have come to be more than the cap, or no longer are. Told from the mark that is set
 * when all behind them has been judged, not from what changes add: several workers may add at once.
 */
function isCrossing({ isWide, isMarkedWide }: Side): boolean {
  return isWide !== isMarkedWide;
}

function wideEntity({ entity, type, count, isWide, hasBegun }: Side): readonly WideEntity[] {
  const isOfAccount = [entity.type, type].includes(ENTITY_TYPE_OF_KIND.account);
  return isWide && hasBegun && !isOfAccount ? [{ entity, relatedType: type, relatedCount: count }] : [];
}

/** Where an entity has become wide, or is so no longer, its other relations are crossed differently as well. */
async function behindCap(
  { entity, type }: Crossing,
  index: RuleIndex,
  reader: EvidenceReader,
): Promise<readonly RuleEntity[]> {
  const limit = await reader.countRelated(entity.key, type);
  const touched: RuleEntity[] = [];
  for (const neighbour of await reader.readRelated(entity.key, type, { limit })) {
    touched.push(...(await behindPair(entity, neighbour, index, reader)));
  }
  for (const far of await acrossInterfaces(entity, type, reader)) {
    touched.push(...(await behindEnd(far, entity.type, index, reader)));
  }
  return touched;
}

/** The entities of a type that a network interface ties to an entity; none for types that it does not tie. */
async function acrossInterfaces(
  entity: Entity,
  type: string,
  reader: EvidenceReader,
): Promise<readonly Entity[]> {
  if (!isTiedByInterface(entity.type, type)) return [];
  const across: Entity[] = [];
  for (const tie of await readRelated(entity, TYING_TYPE, reader)) {
    across.push(...(await readRelated(tie, type, reader)));
  }
  return across;
}

async function behindPair(
  a: Entity,
  b: Entity,
  index: RuleIndex,
  reader: EvidenceReader,
): Promise<readonly RuleEntity[]> {
  return [
    ...(await behindEnd(a, b.type, index, reader)),
    ...(await behindEnd(b, a.type, index, reader)),
    ...(await behindTie(a, b, index, reader)),
    ...(await behindTie(b, a, index, reader)),
  ];
}

/** Rules about `end` that follow relations to the other end's type. */
async function behindEnd(
  end: Entity,
  otherType: string,
  index: RuleIndex,
  reader: EvidenceReader,
): Promise<readonly RuleEntity[]> {
  const touched: RuleEntity[] = [];
  for (const rule of index.rulesAcross(end.type, otherType)) {
    for (const entity of await withMembers([end], rule, reader)) touched.push({ rule, entity });
  }
  return touched;
}

/** Rules that look through a network interface: from `end`, and from what lies on the interface's other side. */
async function behindTie(
  end: Entity,
  tie: Entity,
  index: RuleIndex,
  reader: EvidenceReader,
): Promise<readonly RuleEntity[]> {
  if (tie.type !== TYING_TYPE) return [];
  const farType = TIED_TYPES.find((type) => isTiedByInterface(end.type, type));
  if (farType === undefined) return [];
  const touched = [...(await behindEnd(end, farType, index, reader))];
  if (index.rulesAcross(farType, end.type).length === 0) return touched;
  for (const far of await readRelated(tie, farType, reader)) {
    touched.push(...(await behindEnd(far, end.type, index, reader)));
  }
  return touched;
}
