import type { Filing, SignalKey } from '../../core/correlation/evidence.ts';
import type { FindingChange } from '../../core/correlation/finding-change.ts';
import type { IncidentRecord } from '../../core/correlation/incident.ts';
import type { Observation } from '../../core/correlation/observe.ts';
import type { Entity } from '../../core/entity/entity.ts';
import { type FormerHandling, formerHandlingOf } from '../../core/handling/former-handling.ts';
import {
  ConflictError,
  type EvidenceStore,
  type IncidentQuery,
  type IncidentStore,
  type KeptFindings,
  type PlaceStore,
  type Store,
  signalKeyText,
} from '../../store.ts';
import { createEvidenceList, type EvidenceList } from './evidence-list.ts';
import { createIntakeList } from './intake-list.ts';
import { createKeptFindingList } from './kept-finding-list.ts';
import { createRelationMap } from './relation-map.ts';

/** A store that lives as long as the process: for replays, tests and `explain`. */
export function createMemoryStore(): Store {
  const state = { ...emptyState() };
  const former = new Map<string, FormerHandling>();
  return {
    isShared: false,
    ...evidenceMethods(state),
    ...relationMethods(state),
    ...incidentMethods(state),
    keptFindings: {
      keep: (finding) => state.kept.keep(finding),
      load: (key) => state.kept.load(key),
      list: (query) => state.kept.list(query),
      count: () => state.kept.count(),
    },
    intakeLog: createIntakeList(),
    loadFinding: async ({ productArn, id }) => state.findings.get(productArn)?.get(id),
    saveFinding: async (change) => saveFinding(state, change),
    loadRuleHashes: async () => new Map(state.ruleHashes),
    saveRuleHashes: async (hashes) => {
      for (const [rule, hash] of hashes) state.ruleHashes.set(rule, hash);
    },
    flush: async () => {},
    clear: async () => {
      setAside(former, state.incidents.values());
      Object.assign(state, emptyState());
    },
    loadFormerHandling: async (id) => former.get(id),
    close: async () => {},
  };
}

function setAside(former: Map<string, FormerHandling>, records: Iterable<IncidentRecord>): void {
  for (const record of records) {
    const handling = formerHandlingOf(record);
    if (handling !== undefined) former.set(record.incident.id, handling);
  }
}

interface State {
  /** By ProductArn, then by Id. */
  findings: Map<string, Map<string, Observation>>;
  evidence: Map<string, EvidenceList>;
  relations: ReturnType<typeof createRelationMap>;
  /** By entity and type. */
  wide: Set<string>;
  groups: Map<string, Map<string, Entity>>;
  incidents: Map<string, IncidentRecord>;
  undelivered: Set<string>;
  kept: KeptFindings;
  ruleHashes: Map<string, string>;
}

function emptyState(): State {
  return {
    findings: new Map(),
    evidence: new Map(),
    relations: createRelationMap(),
    wide: new Set(),
    groups: new Map(),
    incidents: new Map(),
    undelivered: new Set(),
    kept: createKeptFindingList(),
    ruleHashes: new Map(),
  };
}

function saveFinding(state: State, { next, replaces, filed, withdrawn, stated, ended }: FindingChange) {
  const { productArn, id } = next.key;
  const ofProduct = state.findings.get(productArn) ?? new Map<string, Observation>();
  if (ofProduct.get(id)?.order !== replaces) {
    throw new ConflictError(`finding ${id} was saved by somebody else`);
  }
  state.findings.set(productArn, ofProduct.set(id, next));
  for (const filing of withdrawn) withdraw(state, filing);
  for (const { key, evidence } of filed) listOf(state, key).add(evidence);
  return state.relations.change(stated, ended);
}

function withdraw(state: State, { key, evidence }: Filing): void {
  state.evidence.get(signalKeyText(key))?.delete(evidence);
  dropIfEmpty(state, key);
}

function dropIfEmpty(state: State, key: SignalKey): void {
  const text = signalKeyText(key);
  if (state.evidence.get(text)?.size === 0) state.evidence.delete(text);
}

function listOf(state: State, key: SignalKey): EvidenceList {
  const text = signalKeyText(key);
  const known = state.evidence.get(text);
  if (known !== undefined) return known;
  const list = createEvidenceList();
  state.evidence.set(text, list);
  return list;
}

function evidenceMethods(state: State): EvidenceStore {
  const find = (key: SignalKey) => state.evidence.get(signalKeyText(key));
  return {
    readEvidence: async (key, query) => find(key)?.read(query) ?? [],
    countEvidence: async (key) => find(key)?.count() ?? 0,
    spanEvidence: async (key) => find(key)?.span(),
    forgetEvidence: async (key, endedBefore) => {
      find(key)?.forget(endedBefore);
      dropIfEmpty(state, key);
    },
  };
}

function relationMethods(state: State): PlaceStore {
  return {
    readRelated: async (entity, type, query) => page(state.relations.read(entity, type), query),
    countRelated: async (entity, type) => state.relations.read(entity, type).size,
    measureRelated: async (entity, type) => ({
      count: state.relations.read(entity, type).size,
      isMarkedWide: state.wide.has(`${entity}\n${type}`),
    }),
    markWide: async (entity, type, isWide) => {
      if (isWide) state.wide.add(`${entity}\n${type}`);
      else state.wide.delete(`${entity}\n${type}`);
    },
    readGroup: async (rule, group, query) => page(state.groups.get(`${rule}\n${group}`) ?? new Map(), query),
    joinGroup: async (rule, group, entity) => {
      const text = `${rule}\n${group}`;
      const members = state.groups.get(text) ?? new Map<string, Entity>();
      state.groups.set(text, members.set(entity.key, entity));
    },
  };
}

function page<T>(
  items: ReadonlyMap<string, T>,
  { after, limit }: { readonly after?: string; readonly limit: number },
): readonly T[] {
  const keys = [...items.keys()].filter((key) => after === undefined || key > after).sort();
  return keys.slice(0, limit).flatMap((key) => items.get(key) ?? []);
}

function incidentMethods(state: State): IncidentStore {
  return {
    loadIncident: async (id) => state.incidents.get(id),
    saveIncident: async (record) => saveIncident(state, record),
    listIncidents: async ({ status, after, limit }: IncidentQuery) => {
      const ofStatus = [...state.incidents].filter(
        ([, { incident }]) => status === undefined || incident.status === status,
      );
      return page(new Map(ofStatus), { ...(after === undefined ? {} : { after }), limit });
    },
    listUndelivered: async (limit, after = '') =>
      [...state.undelivered]
        .filter((id) => id > after)
        .sort()
        .slice(0, limit)
        .flatMap((id) => state.incidents.get(id) ?? []),
    markDelivered: async (id, updatedAt) => {
      const record = state.incidents.get(id);
      if (record === undefined || (record.deliveredAt ?? updatedAt) > updatedAt) return;
      state.incidents.set(id, { ...record, deliveredAt: updatedAt });
      if (record.incident.updatedAt <= updatedAt) state.undelivered.delete(id);
    },
  };
}

function saveIncident(state: State, record: IncidentRecord): void {
  const { id, updatedAt } = record.incident;
  const held = state.incidents.get(id);
  if ((held?.revision ?? 0) !== record.revision - 1) {
    throw new ConflictError(`incident ${id} was saved by somebody else`);
  }
  const { deliveredAt: _, ...saved } = record;
  const { deliveredAt } = held ?? {};
  state.incidents.set(id, deliveredAt === undefined ? saved : { ...saved, deliveredAt });
  if (deliveredAt === undefined || deliveredAt < updatedAt) state.undelivered.add(id);
}
