import type { SignalKey } from './core/correlation/evidence.ts';
import type { EvidenceReader } from './core/correlation/evidence-reader.ts';
import type { FindingChange, RelationChanges } from './core/correlation/finding-change.ts';
import type { IncidentRecord } from './core/correlation/incident.ts';
import type { Observation } from './core/correlation/observe.ts';
import type { DeliveryCounts } from './core/delivery-counts.ts';
import type { Entity } from './core/entity/entity.ts';
import type { FindingKey } from './core/finding/finding.ts';
import type { FormerHandling } from './core/handling/former-handling.ts';
import type { Instant } from './core/instant.ts';
import type { JsonObject } from './core/json.ts';

/** Somebody else saved first: read again, judge again, save again. */
export class ConflictError extends Error {
  override readonly name = 'ConflictError';
}

/** The store was written by other rules or another version, or is in use; `message` says what to do. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
}

/** What an incident listing asks for; a page starts after the id `after`, in the order of ids. */
export interface IncidentQuery {
  readonly status?: 'open' | 'resolved';
  readonly after?: string;
  readonly limit: number;
}

/**
 * Where evidence, relations and incidents are kept. Every method reads or writes a bounded number of partitions
 * named by its arguments; none scans. Saves are conditional, so that two workers cannot undo each other's work.
 */
export interface Store extends EvidenceReader {
  /**
   * True where several workers may save at the same time: what one has judged may be overtaken between its reading
   * and its saving, so it judges once more after it has saved.
   */
  readonly isShared: boolean;
  /** The newest version of a finding that was saved; undefined when none is remembered. */
  loadFinding(key: FindingKey): Promise<Observation | undefined>;
  /**
   * Saves a newer version with its evidence and relations, all or nothing. A relation holds while at least one
   * source states it. Throws ConflictError when the store's version is not the one that the change replaces.
   */
  saveFinding(change: FindingChange): Promise<RelationChanges>;
  /** Present where changes that come together can be saved for less than each by itself. */
  readonly together?: TogetherSaver;
  /** Notes that an entity of a rule looks at evidence filed under `group`, so that `readGroup` finds it. */
  joinGroup(rule: string, group: string, entity: Entity): Promise<void>;
  /** Forgets evidence that ended before an instant; counts follow. */
  forgetEvidence(key: SignalKey, endedBefore: Instant): Promise<void>;
  /** Notes whether an entity was wide (see `measureRelated`) when its relations to a type were last judged. */
  markWide(entity: string, type: string, isWide: boolean): Promise<void>;
  /** The incident with an id; undefined when there is none. */
  loadIncident(id: string): Promise<IncidentRecord | undefined>;
  /** Saves an incident, `deliveredAt` excepted; throws ConflictError unless the store holds revision `record.revision - 1` (0: none). */
  saveIncident(record: IncidentRecord): Promise<void>;
  /** One page of incidents in the order of their ids; a page shorter than its limit is the last. */
  listIncidents(query: IncidentQuery): Promise<readonly IncidentRecord[]>;
  /** Incidents whose last decision has not been delivered, at most `limit`, by their ids, from behind the id `after`. */
  listUndelivered(limit: number, after?: string): Promise<readonly IncidentRecord[]>;
  /** Notes that the state of an incident with this `updatedAt` was delivered. */
  markDelivered(id: string, updatedAt: Instant): Promise<void>;
  /**
   * Present where `clear` sets aside what people decided and wrote, in one save with the emptying: what it was for an
   * incident, to be given back when it opens for the first time since; undefined where there was nothing. It stays,
   * whatever becomes of the incident, until the next `clear` replaces it.
   */
  loadFormerHandling?(id: string): Promise<FormerHandling | undefined>;
  /** Present where findings can be kept as they came. */
  readonly keptFindings?: KeptFindings;
  /** Present where it is written down what became of deliveries. */
  readonly intakeLog?: IntakeLog;
  /** Hashes of the rules that this store was written with, by rule id. */
  loadRuleHashes(): Promise<ReadonlyMap<string, string>>;
  /** Remembers the hashes of rules, beside those of other rules. */
  saveRuleHashes(hashes: ReadonlyMap<string, string>): Promise<void>;
  /** Makes everything saved so far durable; a crash before it may lose whole saves, never part of one. */
  flush(): Promise<void>;
  /** Empties the store. What people decided and wrote is set aside where there is `loadFormerHandling`. */
  clear(): Promise<void>;
  close(): Promise<void>;
}

/** What a store promises about evidence. */
export type EvidenceStore = Pick<Store, 'readEvidence' | 'countEvidence' | 'spanEvidence' | 'forgetEvidence'>;

/** What a store promises about relations and groups. */
export type PlaceStore = Pick<
  Store,
  'readRelated' | 'countRelated' | 'measureRelated' | 'markWide' | 'readGroup' | 'joinGroup'
>;

/** What a store promises about incidents and their delivery. */
export type IncidentStore = Pick<
  Store,
  'loadIncident' | 'saveIncident' | 'listIncidents' | 'listUndelivered' | 'markDelivered'
>;

/** Saves many changes at a time, as far as nothing stands in the way; what does is for `saveFinding` to deal with. */
export interface TogetherSaver {
  /**
   * The newest versions of findings, in their order; undefined where there is none, and 'busy' where a save is under
   * way or was left halfway.
   */
  load(keys: readonly FindingKey[]): Promise<readonly (Observation | 'busy' | undefined)[]>;
  /** Saves changes of different findings, each all or nothing; those that were saved. Never throws. */
  save(changes: readonly FindingChange[]): Promise<ReadonlySet<FindingChange>>;
}

/** A version of a finding as it came. */
export interface KeptFinding {
  readonly key: FindingKey;
  /** The finding itself, and the time of the event that carried it. */
  readonly body: JsonObject;
  readonly time?: string;
  readonly isWithdrawn: boolean;
  /** Orders the versions of all findings: their `UpdatedAt`, then their time, as text. */
  readonly order: string;
}

/**
 * Findings as they came, for people to read and for rules to be tried on. Of each finding the newest version is kept,
 * and where that one is withdrawn, the newest that was not as well.
 */
export interface KeptFindings {
  /** Keeps a version, unless a newer one is kept. */
  keep(finding: KeptFinding): Promise<void>;
  /** The newest version. */
  load(key: FindingKey): Promise<KeptFinding | undefined>;
  /** One page of all versions in their order, those of one order by their keys; a page shorter than its limit is the last. */
  list(query: { readonly after?: KeptFinding; readonly limit: number }): Promise<readonly KeptFinding[]>;
  /** How many versions are kept. */
  count(): Promise<number>;
}

/** One run of taking findings in, and what became of them. */
export interface IntakeRun {
  /** Where they came from, in words: paths, a folder that is watched, a request. */
  readonly source: string;
  readonly startedAt: Instant;
  readonly endedAt: Instant;
  readonly counts: DeliveryCounts;
  /** Greatest `UpdatedAt` of the findings that were read. */
  readonly newest?: Instant;
}

/** A record that could not be read: when it came, its place in words, and why. */
export interface QuarantinedNote {
  readonly at: Instant;
  readonly place: string;
  readonly reason: string;
}

/** At most this many quarantined records are remembered, the newest. */
export const QUARANTINED_MAX = 1000;

/** At most this many runs are remembered one by one, the newest; the counts are of all. */
export const RUNS_MAX = 1000;

/** What became of everything that was ever taken in. It outlives `clear`. */
export interface IntakeLog {
  /** Adds a run with the records that could not be read, the oldest first; long texts are cut. */
  addRun(run: IntakeRun, quarantined: readonly QuarantinedNote[]): Promise<void>;
  /** Over all runs. */
  totals(): Promise<DeliveryCounts>;
  /** The newest first. */
  listRuns(limit: number): Promise<readonly IntakeRun[]>;
  /** The newest first. */
  listQuarantined(limit: number): Promise<readonly QuarantinedNote[]>;
}

/** One text for where evidence is filed. */
export function signalKeyText({ rule, signal, entity }: SignalKey): string {
  return `${rule}\n${signal}\n${entity}`;
}
