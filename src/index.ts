/** The library: everything that a program needs to replay findings through rules, and the types it meets. */
export type { Evidence } from './core/correlation/evidence.ts';
export type { Outcome } from './core/correlation/finding-change.ts';
export type {
  Decision,
  Incident,
  IncidentRecord,
  IncidentSignal,
  IncidentStatus,
} from './core/correlation/incident.ts';
export type { Observation } from './core/correlation/observe.ts';
export type { WideEntity } from './core/correlation/places.ts';
export type { Context } from './core/entity/context.ts';
export { contextOfConfigItem } from './core/entity/context-of-config-item.ts';
export { contextOfGuardDuty } from './core/entity/context-of-guard-duty.ts';
export type { Entity, EntityKind, Relation } from './core/entity/entity.ts';
export { explain } from './core/explain/explain.ts';
export type { Explanation, SignalExplanation } from './core/explain/explanation.ts';
export { checkFinding } from './core/finding/check-finding.ts';
export type { Finding, FindingKey, NormalizedFinding, SeverityLabel } from './core/finding/finding.ts';
export { normalizeFinding } from './core/finding/normalize-finding.ts';
export { formatInstant, type Instant, parseInstant } from './core/instant.ts';
export type { Issue, Parsed, Position } from './core/issue.ts';
export type { Json, JsonObject } from './core/json.ts';
export { acknowledge } from './core/lint/acknowledge.ts';
export { lintRule } from './core/lint/lint-rule.ts';
export { lintRules, type RuleIssue } from './core/lint/lint-rules.ts';
export type { NearestWord } from './core/lint/nearest-word.ts';
export type { Rule, Signal } from './core/rule/rule.ts';
export { ruleContent } from './core/rule/rule-content.ts';
export { digest } from './digest.ts';
export { createEngine, type Engine, type EngineOptions } from './engine.ts';
export { checkAsff } from './format/asff/check-asff.ts';
export { type Publisher, toAsff } from './format/asff/to-asff.ts';
export { type IncidentJson, toIncidentJson } from './format/incident/to-incident-json.ts';
export { InputError } from './input/input-error.ts';
export type { InputRecord } from './input/input-record.ts';
export { type Place, toPlaceText } from './input/place.ts';
export { type ReadOptions, readInputs } from './input/read-inputs.ts';
export { nearestWord } from './rule-file/did-you-mean.ts';
export { formatIssue } from './rule-file/format-issue.ts';
export { type LoadedRule, type LoadedRules, loadRules } from './rule-file/load-rules.ts';
export { readRuleFile } from './rule-file/read-rule-file.ts';
export { createJsonLinesSink } from './sink/json-lines.ts';
export { NO_SINK, type Sink } from './sink.ts';
export { createMemoryStore } from './store/memory/memory-store.ts';
export { openSqliteStore, type SqliteStoreOptions } from './store/sqlite/sqlite-store.ts';
export { ConflictError, type IncidentQuery, type Store, StoreError } from './store.ts';
