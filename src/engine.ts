import { type Affected, findAffected } from './core/correlation/affected.ts';
import { forgetBefore, forgottenCopies } from './core/correlation/copies.ts';
import { type Cause, correlate } from './core/correlation/correlate.ts';
import { type FindingChange, type Outcome, planFinding } from './core/correlation/finding-change.ts';
import type { Decision, IncidentRecord } from './core/correlation/incident.ts';
import { incidentId } from './core/correlation/incident-id.ts';
import { type Digest, type Observation, observe, observeContext } from './core/correlation/observe.ts';
import { couldHold, findPlaces, findWide, type Places, type WideEntity } from './core/correlation/places.ts';
import { resolutionReason } from './core/correlation/resolution-reason.ts';
import { createRuleIndex, type RuleIndex } from './core/correlation/rule-index.ts';
import type { Context } from './core/entity/context.ts';
import type { Finding } from './core/finding/finding.ts';
import { type Instant, parseInstant } from './core/instant.ts';
import type { Rule } from './core/rule/rule.ts';
import type { Sink } from './sink.ts';
import { ConflictError, type Store } from './store.ts';

/** What an engine is made of. `clock` is set in a home that runs on; a replay has none and never forgets. */
export interface EngineOptions {
  readonly rules: readonly Rule[];
  readonly store: Store;
  readonly sink: Sink;
  readonly digest: Digest;
  readonly clock?: () => Instant;
}

/** Takes findings and relations in and keeps the incidents of a store true: load, correlate, save, deliver. */
export interface Engine {
  /** Undefined when nothing of the finding concerns any rule: it is ignored, and there is nothing to wait for. */
  observe(finding: Finding, eventTime: string | undefined): Observation | undefined;
  /** Applies one version of a finding; the outcome counts this delivery. */
  apply(observation: Observation): Promise<Outcome>;
  /** Applies the relations that an event or a configuration item states. */
  applyContext(context: Context): Promise<void>;
  /** Delivers what an earlier run saved and did not come to deliver. */
  repair(): Promise<void>;
  /** Makes what was applied durable, then delivers the decisions. */
  flush(): Promise<void>;
  /** Entities found too widely related for signals to cross them. */
  wideEntities(): readonly WideEntity[];
}

/** How often a save is tried again when somebody else saved first. */
const ATTEMPTS_MAX = 10;

const REPAIR_PAGE = 100;

/** Joins rules, store and sink; the only place that sequences input and output. */
export function createEngine(options: EngineOptions): Engine {
  const index = createRuleIndex(options.rules);
  const wide = new Map<string, WideEntity>();
  const decisions: Decision[] = [];
  const run: Run = { ...options, index, wide, decisions };
  return {
    observe: (finding, eventTime) => observe(finding, eventTime, index, options.digest),
    apply: (observation) => applyObservation(run, observation),
    applyContext: async (context) => {
      if (!context.about.some((type) => index.relatedTypes.has(type))) return;
      await applyObservation(run, observeContext(context, index, options.digest));
    },
    repair: () => repair(run),
    flush: async () => {
      await options.store.flush();
      await deliver(run);
    },
    wideEntities: () => [...wide.values()],
  };
}

interface Run extends EngineOptions {
  readonly index: RuleIndex;
  readonly wide: Map<string, WideEntity>;
  readonly decisions: Decision[];
}

async function applyObservation(run: Run, observation: Observation): Promise<Outcome> {
  return retryOnConflict(async () => {
    const known = await run.store.loadFinding(observation.key);
    const { outcome, change } = planFinding(known, observation);
    if (change !== undefined) await applyChange(run, change);
    return outcome;
  });
}

async function applyChange(run: Run, change: FindingChange): Promise<void> {
  const relations = await run.store.saveFinding(change);
  const filings = [...change.withdrawn, ...change.filed];
  if (filings.length + relations.begun.length + relations.ended.length === 0) return;
  noteWide(run, await findWide(relations.begun, run.store));
  const changes = { filings, relations };
  const cause: Cause = { at: instantOf(change.next), reason: resolutionReason(change) };
  for (const affected of await findAffected(changes, run.index, run.store)) {
    await retryOnConflict(() => judge(run, affected, cause, change.next));
  }
}

function noteWide({ wide }: Run, found: readonly WideEntity[]): void {
  for (const each of found) wide.set(`${each.entity.key}\n${each.relatedType}`, each);
}

async function judge(run: Run, affected: Affected, cause: Cause, changed: Observation): Promise<void> {
  const { store } = run;
  const { rule, entity } = affected;
  const known = await store.loadIncident(rule.id, entity.key);
  if (known?.incident.status !== 'open' && !(await couldHold(rule, entity, store))) return;
  const places = await findPlaces(rule, entity, store);
  noteWide(run, places.wide);
  for (const group of places.groups) await store.joinGroup(rule.id, group, entity);
  const forgotten = await forget(run, affected, places);
  const copies = forgottenCopies(known, forgotten, changed, places);
  const id = incidentId(rule.id, entity.key, run.digest);
  const decision = await correlate({ affected, places, known, copies, cause, id }, store);
  if (decision === undefined) return;
  await store.saveIncident(decision.record);
  if (decision.action !== 'refresh') run.decisions.push(decision);
}

/** Lets the store forget what can join nothing newer; the instant before which evidence is forgotten. */
async function forget(run: Run, { rule }: Affected, places: Places): Promise<Instant | undefined> {
  if (run.clock === undefined) return undefined;
  const before = forgetBefore(run.clock(), rule.withinMs);
  for (const keys of places.keys.values()) {
    for (const key of keys) await run.store.forgetEvidence(key, before);
  }
  return before;
}

async function repair(run: Run): Promise<void> {
  for (;;) {
    const records = await run.store.listUndelivered(REPAIR_PAGE);
    if (records.length === 0) return;
    run.decisions.push(...records.map((record) => ({ action: actionOf(record), record })));
    await deliver(run);
  }
}

function actionOf({ incident, deliveredAt }: IncidentRecord): Decision['action'] {
  if (incident.status === 'resolved') return 'resolve';
  return deliveredAt === undefined ? 'open' : 'update';
}

async function deliver({ store, sink, decisions }: Run): Promise<void> {
  if (decisions.length === 0) return;
  const delivered = decisions.splice(0);
  await sink.deliver(delivered);
  for (const { record } of delivered) {
    await store.markDelivered(record.incident.id, record.incident.updatedAt);
  }
  await store.flush();
}

async function retryOnConflict<T>(attempt: () => Promise<T>): Promise<T> {
  for (let attempts = 1; ; attempts += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof ConflictError) || attempts >= ATTEMPTS_MAX) throw error;
    }
  }
}

/** The time of a version is the second part of its order; UpdatedAt, the first, is never later known. */
function instantOf({ order }: Observation): Instant {
  const [updatedAt, time] = order.split('|');
  const at = parseInstant(time) ?? parseInstant(updatedAt);
  if (at === undefined) throw new Error(`version order without an instant: ${order}`);
  return at;
}
