import type { FindingChange, RelationChanges } from '../../core/correlation/finding-change.ts';
import type {
  EvidenceStore,
  IncidentStore,
  IntakeLog,
  KeptFindings,
  PlaceStore,
  Store,
} from '../../store.ts';
import { createEvidenceTable, type EvidenceTable } from './evidence-table.ts';
import { createFindingTable, type FindingTable } from './finding-table.ts';
import { createFormerHandlingTable } from './former-handling-table.ts';
import { createGroupTable } from './group-table.ts';
import { createIncidentTable } from './incident-table.ts';
import { createIntakeTable } from './intake-table.ts';
import { createKeptFindingTable } from './kept-finding-table.ts';
import { createLocate } from './locate-finding.ts';
import { createRelationTable, type RelationTable } from './relation-table.ts';
import { createRuleHashTable } from './rule-hash-table.ts';
import { openSession, type Session } from './session.ts';

/** How to open a store file. A reader sees what the writer has flushed, while it runs, and saves nothing. */
export interface SqliteStoreOptions {
  readonly isReadOnly?: boolean;
  /** Told once, when a save has failed and the store takes no more. */
  readonly onFailure?: (error: unknown) => void;
}

/**
 * Opens the store in a SQLite file, which is made where there is none (for a reader it must exist). One run at a
 * time may write. Saves are gathered until `flush`; `close` flushes. What is flushed outlives the process; a power
 * failure may lose the last flushes, never the file. Throws StoreError, as every method of the store does when the
 * disk or the file fails; after a failed save the store takes no more.
 */
export function openSqliteStore(file: string, options: SqliteStoreOptions = {}): Store {
  const session = openSession(file, options.isReadOnly ?? false, options.onFailure);
  const tables = createTablesOrClose(session);
  return {
    isShared: false,
    ...findingMethods(session, tables),
    ...evidenceMethods(session, tables),
    ...placeMethods(session, tables),
    ...incidentMethods(session, tables),
    keptFindings: keptMethods(session, tables),
    intakeLog: intakeMethods(session, tables),
    loadRuleHashes: async () => session.read(() => tables.ruleHashes.load()),
    saveRuleHashes: async (hashes) => session.write(() => tables.ruleHashes.save(hashes)),
    flush: async () => session.flush(),
    clear: async () => {
      session.write(() => tables.former.setAside(tables.incidents));
      session.clear();
    },
    loadFormerHandling: async (id) => session.read(() => tables.former.load(id)),
    close: async () => session.close(),
  };
}

type Tables = ReturnType<typeof createTables>;

/** A file whose tables cannot be used must not stay locked. */
function createTablesOrClose(session: Session): Tables {
  try {
    return createTables(session);
  } catch (error) {
    session.close();
    throw error;
  }
}

function createTables(session: Session) {
  const locate = createLocate();
  return {
    findings: createFindingTable(session, locate),
    kept: createKeptFindingTable(session, locate),
    intake: createIntakeTable(session),
    evidence: createEvidenceTable(session),
    relations: createRelationTable(session),
    groups: createGroupTable(session),
    incidents: createIncidentTable(session),
    former: createFormerHandlingTable(session),
    ruleHashes: createRuleHashTable(session),
  };
}

function findingMethods(session: Session, tables: Tables): Pick<Store, 'loadFinding' | 'saveFinding'> {
  return {
    loadFinding: async (key) => session.read(() => tables.findings.load(key)),
    saveFinding: async (change) => session.write(() => saveFinding(change, tables)),
  };
}

function saveFinding(
  change: FindingChange,
  tables: { findings: FindingTable; evidence: EvidenceTable; relations: RelationTable },
): RelationChanges {
  const row = tables.findings.save(change);
  for (const { key } of change.withdrawn) tables.evidence.remove(key, row);
  for (const filing of change.filed) tables.evidence.add(filing, row);
  return tables.relations.change(change.stated, change.ended);
}

function evidenceMethods(session: Session, { evidence }: Tables): EvidenceStore {
  return {
    readEvidence: async (key, query) => session.read(() => evidence.read(key, query)),
    countEvidence: async (key) => session.read(() => evidence.count(key)),
    spanEvidence: async (key) => session.read(() => evidence.span(key)),
    forgetEvidence: async (key, endedBefore) => session.write(() => evidence.forget(key, endedBefore)),
  };
}

function placeMethods(session: Session, { relations, groups }: Tables): PlaceStore {
  return {
    readRelated: async (entity, type, query) => session.read(() => relations.read(entity, type, query)),
    countRelated: async (entity, type) => session.read(() => relations.count(entity, type)),
    measureRelated: async (entity, type) =>
      session.read(() => ({
        count: relations.count(entity, type),
        isMarkedWide: relations.isMarkedWide(entity, type),
      })),
    markWide: async (entity, type, isWide) => session.write(() => relations.markWide(entity, type, isWide)),
    readGroup: async (rule, group, query) => session.read(() => groups.read(rule, group, query)),
    joinGroup: async (rule, group, entity) => session.write(() => groups.join(rule, group, entity)),
  };
}

function incidentMethods(session: Session, { incidents }: Tables): IncidentStore {
  return {
    loadIncident: async (id) => session.read(() => incidents.load(id)),
    saveIncident: async (record) => session.write(() => incidents.save(record)),
    listIncidents: async (query) => session.read(() => incidents.list(query)),
    listUndelivered: async (limit, after) => session.read(() => incidents.listUndelivered(limit, after)),
    markDelivered: async (id, updatedAt) => session.write(() => incidents.markDelivered(id, updatedAt)),
  };
}

function keptMethods(session: Session, { kept }: Tables): KeptFindings {
  return {
    keep: async (finding) => session.write(() => kept.keep(finding)),
    load: async (key) => session.read(() => kept.load(key)),
    list: async (query) => session.read(() => kept.list(query)),
    count: async () => session.read(() => kept.count()),
  };
}

function intakeMethods(session: Session, { intake }: Tables): IntakeLog {
  return {
    addRun: async (run, quarantined) => session.write(() => intake.addRun(run, quarantined)),
    totals: async () => session.read(() => intake.totals()),
    listRuns: async (limit) => session.read(() => intake.listRuns(limit)),
    listQuarantined: async (limit) => session.read(() => intake.listQuarantined(limit)),
  };
}
