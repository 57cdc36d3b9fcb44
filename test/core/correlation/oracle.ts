/**
 * The meaning of design section 4, written straight from its sentences and slow: all findings are held, every
 * instant that could matter is tried, nothing is remembered between two questions. Properties compare the engine
 * with this.
 */
import {
  byLatestStart,
  countedValues,
  type Evidence,
  findingText,
} from '../../../src/core/correlation/evidence.ts';
import { incidentId } from '../../../src/core/correlation/incident-id.ts';
import { toRelatedEntity } from '../../../src/core/correlation/related-entity.ts';
import { valuesAt } from '../../../src/core/correlation/values-at.ts';
import { accountEntity } from '../../../src/core/entity/account-entity.ts';
import { entitiesOf } from '../../../src/core/entity/entities-of.ts';
import { ENTITY_TYPE_OF_KIND, type Entity, type Relation } from '../../../src/core/entity/entity.ts';
import { relationKey } from '../../../src/core/entity/relation-key.ts';
import { relationsOf } from '../../../src/core/entity/relations-of.ts';
import { evidenceKindOf } from '../../../src/core/finding/evidence-kind.ts';
import { type Finding, SEVERITY_LABELS } from '../../../src/core/finding/finding.ts';
import { intervalOf } from '../../../src/core/finding/interval.ts';
import { isSample } from '../../../src/core/finding/is-sample.ts';
import { normalizeFinding } from '../../../src/core/finding/normalize-finding.ts';
import { versionOrder } from '../../../src/core/finding/version-order.ts';
import { withdrawalOf } from '../../../src/core/finding/withdrawal.ts';
import { compilePattern } from '../../../src/core/pattern/compile-pattern.ts';
import type { Rule, Signal } from '../../../src/core/rule/rule.ts';
import { digest } from '../../../src/digest.ts';

/** One arrival of one version of a finding. */
export interface Delivery {
  readonly finding: Finding;
  readonly time?: string;
}

/** What an open incident says, but for the instants at which things became known. */
export interface ExpectedIncident {
  readonly id: string;
  readonly rule: string;
  readonly entity: string;
  readonly severity: string;
  readonly firstObserved: number;
  readonly lastObserved: number;
  readonly signals: Readonly<
    Record<
      string,
      { readonly count: number; readonly isSatisfied: boolean; readonly findings: readonly Evidence[] }
    >
  >;
}

/** The open incidents of these deliveries, in the order of their ids. */
export function expectIncidents(
  rules: readonly Rule[],
  deliveries: readonly Delivery[],
  relatedMax = 1000,
): readonly ExpectedIncident[] {
  const newest = newestVersions(deliveries);
  const world = new World(newest, relatedMax);
  const incidents = rules.flatMap((rule) =>
    world.entities(rule.entity).flatMap((entity) => expectIncident(rule, entity, newest, world) ?? []),
  );
  return incidents.sort((a, b) => (a.id < b.id ? -1 : 1));
}

function newestVersions(deliveries: readonly Delivery[]): readonly Finding[] {
  const newest = new Map<string, { order: string; finding: Finding }>();
  for (const { finding, time } of deliveries) {
    const key = `${finding.ProductArn}\n${finding.Id}`;
    const order = versionOrder(finding, time, digest);
    const known = newest.get(key);
    if (known === undefined || order > known.order) newest.set(key, { order, finding });
  }
  return [...newest.values()].map(({ finding }) => finding);
}

class World {
  readonly #relations: readonly Relation[];
  readonly #entities = new Map<string, Entity>();
  readonly #relatedMax: number;

  constructor(findings: readonly Finding[], relatedMax: number) {
    this.#relatedMax = relatedMax;
    this.#relations = findings.flatMap((finding) => relationsOf(finding));
    for (const finding of findings) {
      for (const { entity } of entitiesOf(finding)) this.#entities.set(entity.key, entity);
    }
    for (const { ends } of this.#relations) {
      for (const end of ends) {
        const entity = toRelatedEntity(end);
        this.#entities.set(entity.key, entity);
      }
    }
  }

  entities(type: string): readonly Entity[] {
    return [...this.#entities.values()].filter((entity) => entity.type === type);
  }

  /** Relation keys of the entities of a type that some source ties to an entity. */
  related(key: string, type: string): ReadonlySet<string> {
    const found = new Set<string>();
    for (const {
      ends: [a, b],
    } of this.#relations) {
      if (relationKey(a) === key && b.type === type) found.add(relationKey(b));
      if (relationKey(b) === key && a.type === type) found.add(relationKey(a));
    }
    return found;
  }

  /** As `related`, but no wide entity is crossed, and network interfaces tie instances to security groups. */
  reached(key: string, from: string, to: string): ReadonlySet<string> {
    const direct = this.#crossed(key, from, to);
    const pair = [from, to].sort().join();
    if (pair !== [ENTITY_TYPE_OF_KIND.instance, ENTITY_TYPE_OF_KIND.securityGroup].sort().join())
      return direct;
    if (this.#isWide(key, to)) return direct;
    const tie = ENTITY_TYPE_OF_KIND.networkInterface;
    const over = [...this.#crossed(key, from, tie)].flatMap((eni) => [...this.#crossed(eni, tie, to)]);
    return new Set([...direct, ...over.filter((end) => !this.#isWide(end, from))]);
  }

  #crossed(key: string, from: string, to: string): ReadonlySet<string> {
    if (this.#isWide(key, to)) return new Set();
    return new Set([...this.related(key, to)].filter((end) => !this.#isWide(end, from)));
  }

  #isWide(key: string, type: string): boolean {
    return this.related(key, type).size > this.#relatedMax;
  }
}

function expectIncident(
  rule: Rule,
  entity: Entity,
  findings: readonly Finding[],
  world: World,
): ExpectedIncident | undefined {
  const evidence = new Map(
    rule.signals.map((signal) => [signal.name, evidenceFor(rule, signal, entity, findings, world)]),
  );
  const instants = new Set<number>();
  for (const pieces of evidence.values()) {
    for (const { from, to } of pieces) {
      instants.add(to);
      instants.add(from - rule.withinMs - 1);
    }
  }
  const at = [...instants].sort((a, b) => b - a).find((t) => holds(rule, t, evidence));
  if (at === undefined) return undefined;
  const shown = rule.signals.filter(({ role }) => role !== 'unless');
  const all = shown.flatMap(({ name }) => evidence.get(name) ?? []);
  const signals = Object.fromEntries(
    shown.map((signal) => {
      const pieces = evidence.get(signal.name) ?? [];
      const count = distinct(pieces);
      const isSatisfied = distinct(meeting(pieces, at, rule)) >= signal.count;
      return [signal.name, { count, isSatisfied, findings: pieces.toSorted(byLatestStart).slice(0, 100) }];
    }),
  );
  const raised = shown
    .filter((signal) => signal.role === 'optional' && signals[signal.name]?.isSatisfied)
    .map(({ severity }) => severity)
    .filter((severity) => severity !== undefined);
  const severity = [rule.severity, ...raised]
    .map((label) => SEVERITY_LABELS.indexOf(label))
    .reduce((a, b) => Math.max(a, b));
  return {
    id: incidentId(rule.id, entity.key, digest),
    rule: rule.id,
    entity: entity.key,
    severity: SEVERITY_LABELS[severity] ?? '',
    firstObserved: Math.min(...all.map(({ from }) => from)),
    lastObserved: Math.max(...all.map(({ lastObserved }) => lastObserved)),
    signals,
  };
}

function holds(rule: Rule, t: number, evidence: ReadonlyMap<string, readonly Evidence[]>): boolean {
  const met = (signal: Signal) => distinct(meeting(evidence.get(signal.name) ?? [], t, rule)) >= signal.count;
  const of = (role: string) => rule.signals.filter((signal) => signal.role === role);
  if (!of('required').every(met)) return false;
  if (of('unless').some(met)) return false;
  if (of('any').filter(met).length < (rule.any?.atLeast ?? 0)) return false;
  const ordered = (rule.order ?? [])
    .map((name) => rule.signals.find((signal) => signal.name === name))
    .filter((signal) => signal !== undefined)
    .filter((signal) => signal.role !== 'any' || met(signal));
  return canChoose(
    ordered.map(({ name }) => meeting(evidence.get(name) ?? [], t, rule).map(({ from }) => from)),
    Number.NEGATIVE_INFINITY,
  );
}

/** Whether one start can be taken from each list so that they do not decrease: every choice is tried. */
function canChoose(starts: readonly (readonly number[])[], notBefore: number): boolean {
  const [first, ...rest] = starts;
  if (first === undefined) return true;
  return first.some((start) => start >= notBefore && canChoose(rest, start));
}

function meeting(pieces: readonly Evidence[], t: number, rule: Rule): readonly Evidence[] {
  return pieces.filter(({ from, to }) => from <= t + rule.withinMs && to >= t);
}

function distinct(pieces: readonly Evidence[]): number {
  return new Set(pieces.flatMap(countedValues)).size;
}

function evidenceFor(
  rule: Rule,
  signal: Signal,
  entity: Entity,
  findings: readonly Finding[],
  world: World,
): readonly Evidence[] {
  const pieces = new Map<string, Evidence>();
  for (const finding of findings) {
    if (withdrawalOf(finding) !== undefined) continue;
    const normalized = normalizeFinding(finding);
    if (!signal.match.some((pattern) => compilePattern(pattern)(normalized))) continue;
    if (!concerns(rule, signal, entity, finding, world)) continue;
    const kind = signal.kind ?? evidenceKindOf(normalized);
    const severity = normalized.Normalized.Severity;
    const values = signal.distinct === undefined ? undefined : valuesAt(normalized, signal.distinct);
    if (values?.length === 0) continue;
    const piece: Evidence = {
      finding: { productArn: finding.ProductArn, id: finding.Id },
      title: String(finding.Title),
      ...(severity === undefined ? {} : { severity }),
      kind,
      ...intervalOf(finding, kind),
      ...(values === undefined ? {} : { values }),
      ...(isSample(finding) ? { isSample: true } : {}),
    };
    pieces.set(findingText(piece.finding), piece);
  }
  return [...pieces.values()];
}

/** Whether a finding names the entity, or for `on` one that the signal reaches from it. */
function concerns(rule: Rule, signal: Signal, entity: Entity, finding: Finding, world: World): boolean {
  const named = entitiesOf(finding);
  if (signal.on === undefined) return named.some((each) => each.entity.key === entity.key);
  const type = ENTITY_TYPE_OF_KIND[signal.on];
  if (signal.on === 'account' && rule.entity === type) {
    return named.some(
      ({ entity: each, owner }) =>
        each.key === entity.key || (owner !== undefined && accountEntity(owner).key === entity.key),
    );
  }
  if (signal.on === 'account') {
    const owners =
      entity.account === undefined
        ? world.related(relationKey(entity), type)
        : new Set([accountEntity(entity.account).key]);
    return named.some(({ entity: each }) => owners.has(each.key));
  }
  const reached = world.reached(relationKey(entity), entity.type, type);
  return named.some(({ entity: each }) => each.type === type && reached.has(relationKey(each)));
}
