import { type Affected, findAffected, findCrossedBack } from './core/correlation/affected.ts';
import type { Cause } from './core/correlation/cause.ts';
import { forgetBefore, forgottenCopies } from './core/correlation/copies.ts';
import { correlate } from './core/correlation/correlate.ts';
import { findingText } from './core/correlation/evidence.ts';
import {
  type FindingChange,
  forgottenChange,
  type Outcome,
  planFinding,
  type SavedChange,
} from './core/correlation/finding-change.ts';
import type { Decision, IncidentRecord } from './core/correlation/incident.ts';
import { incidentId } from './core/correlation/incident-id.ts';
import {
  type Digest,
  type Observation,
  observe,
  observeContext,
  observeNothing,
} from './core/correlation/observe.ts';
import { isOwnFinding } from './core/correlation/own-finding.ts';
import { couldHold, findPlaces, type Places, type WideEntity } from './core/correlation/places.ts';
import { createRuleIndex, type RuleIndex } from './core/correlation/rule-index.ts';
import type { Context } from './core/entity/context.ts';
import type { Finding } from './core/finding/finding.ts';
import { giveBack } from './core/handling/former-handling.ts';
import type { Instant } from './core/instant.ts';
import type { Rule } from './core/rule/rule.ts';
import { createDelivery, type Delivery } from './delivery.ts';
import type { Sink } from './sink.ts';
import { ConflictError, type Store } from './store.ts';

/** What an engine is made of. `clock` is set in a home that runs on; a replay has none and never forgets. */
export interface EngineOptions {
  readonly rules: readonly Rule[];
  readonly store: Store;
  readonly sink: Sink;
  readonly digest: Digest;
  readonly clock?: () => Instant;
  /** Names the rules, in a home whose store outlives a change of them. */
  readonly rulesName?: string;
}

/** Takes findings and relations in and keeps the incidents of a store true: load, correlate, save, deliver. */
export interface Engine {
  /** Undefined when nothing of the finding concerns any rule: it is ignored, and there is nothing to wait for. */
  observe(finding: Finding, eventTime: string | undefined): Observation | undefined;
  /** Like `observe`, for a finding that may have concerned former rules: never undefined but for our own. */
  observeAnew(finding: Finding, eventTime: string | undefined): Observation | undefined;
  /** Applies one version of a finding, saved and settled; the outcome counts this delivery. */
  apply(observation: Observation): Promise<Outcome>;
  /** Applies the relations that an event or a configuration item states. */
  applyContext(context: Context): Promise<void>;
  /** What relations alone say to the rules; undefined when no rule follows any that such a source can state. */
  observeContext(context: Context): Observation | undefined;
  /** Saves one version of a finding, with its evidence and relations; judging is left to `settle`. */
  save(observation: Observation): Promise<Saved>;
  /**
   * Saves what can be saved together with little, of several versions of one finding the first, and says what became of
   * it; what it does not tell of is still to be saved. Never throws.
   */
  saveTogether(observations: readonly Observation[]): Promise<ReadonlyMap<Observation, Outcome>>;
  /**
   * Judges all that saved changes can touch, each (rule, entity) once for all of them. Told a change again, or one
   * that claims more relations than have really begun or ended, it judges more than it must and decides the same.
   */
  settle(changes: readonly SavedChange[]): Promise<void>;
  /** Whether an open incident may rest on a relation that a finding states. */
  isNeeded(observation: Observation): Promise<boolean>;
  /** Judges incidents again, whatever has or has not changed; for repairs. Those of unknown rules are passed over. */
  judgeAgain(records: readonly IncidentRecord[], cause: Cause): Promise<void>;
  /** Delivers what an earlier run saved and did not come to deliver, as long as there is time. */
  repair(hasTime?: () => boolean): Promise<void>;
  /** Makes what was applied durable, then delivers the decisions. */
  flush(): Promise<void>;
  /** Entities found too widely related for signals to cross them. */
  wideEntities(): readonly WideEntity[];
}

/** What a save came to: the outcome of the delivery, and what has to be settled, if anything. */
export interface Saved {
  readonly outcome: Outcome;
  readonly change?: SavedChange;
}

/** How often a save is tried again when somebody else saved first. */
const ATTEMPTS_MAX = 10;

/** Joins rules, store and sink; the only place that sequences input and output. */
export function createEngine(options: EngineOptions): Engine {
  const index = createRuleIndex(options.rules);
  const wide = new Map<string, WideEntity>();
  const delivery = createDelivery(options);
  const run: Run = { ...options, index, wide, delivery };
  const apply = async (observation: Observation) => {
    const { outcome, change } = await save(run, observation);
    if (change !== undefined) await settle(run, [change]);
    return outcome;
  };
  const { digest, rulesName } = options;
  const named = (observation: Observation | undefined) =>
    observation === undefined || rulesName === undefined ? observation : { ...observation, rules: rulesName };
  const observeRelations = (context: Context) =>
    context.about.some((type) => index.relatedTypes.has(type))
      ? named(observeContext(context, index, digest))
      : undefined;
  return {
    observe: (finding, eventTime) => named(observe(finding, eventTime, index, digest)),
    observeAnew: (finding, eventTime) =>
      isOwnFinding(finding)
        ? undefined
        : named(observe(finding, eventTime, index, digest) ?? observeNothing(finding, eventTime, digest)),
    apply,
    applyContext: async (context) => {
      const observation = observeRelations(context);
      if (observation !== undefined) await apply(observation);
    },
    observeContext: observeRelations,
    save: (observation) => save(run, observation),
    saveTogether: (observations) => saveTogether(run, observations),
    settle: (changes) => settle(run, changes),
    isNeeded: (observation) => isNeeded(run, observation),
    judgeAgain: (records, cause) => judgeAgain(run, records, cause),
    repair: (hasTime = () => true) => delivery.repair(hasTime),
    flush: async () => {
      await options.store.flush();
      await delivery.deliver();
    },
    wideEntities: () => [...wide.values()],
  };
}

interface Run extends EngineOptions {
  readonly index: RuleIndex;
  readonly wide: Map<string, WideEntity>;
  readonly delivery: Delivery;
}

async function save({ store }: Run, observation: Observation): Promise<Saved> {
  return retryOnConflict(async () => {
    const known = await store.loadFinding(observation.key);
    const { outcome, change } = planFinding(known, observation);
    if (change === undefined) return { outcome };
    return { outcome, change: { ...change, relations: await store.saveFinding(change) } };
  });
}

async function saveTogether(
  { store: { together } }: Run,
  observations: readonly Observation[],
): Promise<ReadonlyMap<Observation, Outcome>> {
  const outcomes = new Map<Observation, Outcome>();
  // One alone has nothing to share.
  if (together === undefined || observations.length < 2) return outcomes;
  const firsts = firstVersions(observations);
  const known = await together.load(firsts.map(({ key }) => key)).catch(() => undefined);
  const planned = new Map<FindingChange, { readonly observation: Observation; readonly outcome: Outcome }>();
  for (const [index, observation] of firsts.entries()) {
    const version = known === undefined ? 'busy' : known[index];
    if (version === 'busy') continue;
    const { outcome, change } = planFinding(version, observation);
    if (change === undefined) outcomes.set(observation, outcome);
    else planned.set(change, { observation, outcome });
  }
  for (const change of await together.save([...planned.keys()])) {
    const saved = planned.get(change);
    if (saved !== undefined) outcomes.set(saved.observation, saved.outcome);
  }
  return outcomes;
}

/** Of each finding the version that comes first: the next one replaces it, which is a save of its own. */
function firstVersions(observations: readonly Observation[]): readonly Observation[] {
  const firsts = new Map<string, Observation>();
  for (const observation of observations) {
    const text = findingText(observation.key);
    if (!firsts.has(text)) firsts.set(text, observation);
  }
  return [...firsts.values()];
}

async function settle(run: Run, changes: readonly SavedChange[]): Promise<void> {
  const telling = changes.filter(isTelling);
  if (telling.length === 0) return;
  const saved = telling.map(({ next }) => next);
  let touched = await findAffected(telling, run.index, run.store);
  noteWide(run, touched.wide);
  for (let attempts = 0; attempts < ATTEMPTS_MAX; attempts += 1) {
    await judgeAll(run, touched.affected, saved);
    for (const { entity, type, isWide } of touched.crossings)
      await run.store.markWide(entity.key, type, isWide);
    if (!run.store.isShared || touched.crossings.length === 0) return;
    touched = await findCrossedBack(touched.crossings, run.index, run.store);
  }
}

async function isNeeded({ index, store, digest }: Run, observation: Observation): Promise<boolean> {
  const { affected } = await findAffected([forgottenChange(observation)], index, store);
  for (const { rule, entity } of affected) {
    const known = await store.loadIncident(incidentId(rule.id, entity.key, digest));
    if (known?.incident.status === 'open') return true;
  }
  return false;
}

async function judgeAgain(run: Run, records: readonly IncidentRecord[], cause: Cause): Promise<void> {
  const affected = records.flatMap(({ incident }): readonly Affected[] => {
    const rule = run.index.rules.get(incident.rule.id);
    return rule === undefined ? [] : [{ rule, entity: incident.entity, signals: 'all', span: 'all', cause }];
  });
  await judgeAll(run, affected, []);
}

/** How many incidents are judged side by side where a store answers from afar. */
const JUDGED_AT_ONCE = 8;

/**
 * Whatever goes wrong with some, the others are judged before it is told, as long as not all of those fail that are
 * judged side by side: then it is none of them.
 */
async function judgeAll(
  run: Run,
  affected: readonly Affected[],
  saved: readonly Observation[],
): Promise<void> {
  const width = run.store.isShared ? JUDGED_AT_ONCE : 1;
  const failures: unknown[] = [];
  for (let at = 0; at < affected.length; at += width) {
    const together = affected.slice(at, at + width);
    const ends = await Promise.allSettled(together.map((each) => judgeUntilSettled(run, each, saved)));
    const failed = ends.flatMap((end) => (end.status === 'rejected' ? [end.reason] : []));
    failures.push(...failed);
    if (failed.length === together.length) break;
  }
  if (failures.length > 1) throw new AggregateError(failures, textOfFailures(failures));
  if (failures.length > 0) throw failures[0];
}

function textOfFailures(failures: readonly unknown[]): string {
  const [first] = failures;
  return `${first instanceof Error ? first.message : String(first)}, and ${failures.length - 1} more`;
}

function isTelling({ filed, withdrawn, relations }: SavedChange): boolean {
  return filed.length + withdrawn.length + relations.begun.length + relations.ended.length > 0;
}

function noteWide({ wide }: Run, found: readonly WideEntity[]): void {
  for (const each of found) wide.set(`${each.entity.key}\n${each.relatedType}`, each);
}

/**
 * Where others save as well, what they have changed between our reading and our saving is seen by reading once more:
 * either they find our incident, or we find their evidence. What they have changed may lie anywhere in the history.
 */
async function judgeUntilSettled(run: Run, affected: Affected, saved: readonly Observation[]): Promise<void> {
  let asked = affected;
  for (let attempts = 0; attempts < ATTEMPTS_MAX; attempts += 1) {
    const isSaved = await retryOnConflict(() => judge(run, asked, saved));
    if (!isSaved || !run.store.isShared) return;
    asked = { ...affected, signals: 'all', span: 'all' };
  }
}

/** Judges a rule for an entity and saves what is decided; true when there was something to save. */
async function judge(run: Run, affected: Affected, saved: readonly Observation[]): Promise<boolean> {
  const { store } = run;
  const { rule, entity } = affected;
  const id = incidentId(rule.id, entity.key, run.digest);
  const known = await store.loadIncident(id);
  if (known?.incident.status !== 'open' && !(await couldHold(rule, entity, store))) return false;
  const places = await findPlaces(rule, entity, store);
  noteWide(run, places.wide);
  for (const group of places.groups) await store.joinGroup(rule.id, group, entity);
  const forgotten = await forget(run, affected, places);
  const copies = forgottenCopies(known, forgotten, saved, places);
  const judged = await correlate({ affected, places, known, copies, id }, store);
  if (judged === undefined) return false;
  const decision = known === undefined ? await withFormerHandling(judged, store) : judged;
  await store.saveIncident(decision.record);
  if (decision.action !== 'refresh') run.delivery.add(decision);
  return true;
}

/** What people had decided and wrote about an incident that opens for the first time since the store was emptied. */
async function withFormerHandling(decision: Decision, store: Store): Promise<Decision> {
  const former = await store.loadFormerHandling?.(decision.record.incident.id);
  return former === undefined ? decision : { ...decision, record: giveBack(decision.record, former) };
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

async function retryOnConflict<T>(attempt: () => Promise<T>): Promise<T> {
  for (let attempts = 1; ; attempts += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof ConflictError) || attempts >= ATTEMPTS_MAX) throw error;
    }
  }
}
