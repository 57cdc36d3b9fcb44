import { z } from 'zod';
import { SEVERITY_LABELS, type SeverityLabel } from '../../core/finding/finding.ts';
import type { SignalRole } from '../../core/rule/rule.ts';
import {
  type EntityView,
  entitySchema,
  type IncidentRow,
  incidentRowSchema,
  type SignalCount,
} from './incidents.ts';

/** One incident with all that is known around it. */
export interface IncidentDetail {
  readonly incident: IncidentRow;
  /** Why it resolved last, in words. */
  readonly resolution?: string | undefined;
  /** Absent when the server does not run the rule any more. */
  readonly rule?: IncidentRule | undefined;
  /** The signals in the order of the rule; of an unknown rule those that the incident lists. */
  readonly signals: readonly IncidentSignalView[];
  /** The latest window in which the rule holds; absent for a resolved incident. */
  readonly window?: { readonly start: string; readonly end: string } | undefined;
  readonly history: HistoryView;
  readonly graph: Graph;
  /** Other incidents about the same entity, the most urgent first. */
  readonly related: readonly IncidentRow[];
  /** Rules that lack one thing for the same entity. */
  readonly nearMisses: readonly NearMissView[];
  /** The entity in the AWS console; absent where its key does not tell the place. */
  readonly consoleUrl?: string | undefined;
}

/** What the page tells of an incident's rule, in the language that was asked for. */
export interface IncidentRule {
  readonly id: string;
  readonly version: number;
  readonly title: string;
  readonly severity: SeverityLabel;
  readonly description: string;
  readonly remediation?: string | undefined;
  readonly prevention?: string | undefined;
  readonly falsePositives: readonly string[];
  readonly references: readonly string[];
  readonly attack: readonly AttackView[];
  readonly withinMs: number;
  readonly any?: { readonly atLeast: number; readonly of: readonly string[] } | undefined;
  readonly order?: readonly string[] | undefined;
}

/** A tactic or technique of MITRE ATT&CK; the name is that of the table, absent where the table does not know the id. */
export interface AttackView {
  readonly id: string;
  readonly name?: string | undefined;
  readonly url: string;
}

/** A signal of the incident: how it stands, its findings, and the lines of the rule that ask for it. */
export interface IncidentSignalView extends SignalCount {
  readonly name: string;
  readonly role: SignalRole;
  readonly on?: string | undefined;
  readonly distinct?: string | undefined;
  readonly lines?: SourceLines | undefined;
  /** At most a hundred, the latest start first. */
  readonly findings: readonly FindingView[];
}

/** Lines of a rule file; the first line of a file is 1. */
export interface SourceLines {
  readonly first: number;
  readonly text: string;
}

/** A finding as evidence. */
export interface FindingView {
  readonly productArn: string;
  readonly id: string;
  readonly title: string;
  readonly severity?: SeverityLabel | undefined;
  readonly kind: 'activity' | 'condition';
  readonly from: string;
  /** End of an activity; a condition has none. */
  readonly to?: string | undefined;
  readonly lastObservedAt: string;
  readonly withdrawn: boolean;
  readonly sample: boolean;
  /** The values counted at `distinct`. */
  readonly values?: readonly string[] | undefined;
  /** The finding in the AWS console. */
  readonly consoleUrl?: string | undefined;
}

/** What happened to an incident, the oldest first, and how many decisions are left out. */
export interface HistoryView {
  readonly entries: readonly HistoryEntryView[];
  readonly omitted: number;
}

/** A decision of the engine (`kind` open, update, resolve, without `by`), or what somebody did. */
export interface HistoryEntryView {
  readonly at: string;
  readonly kind: HistoryKind;
  /** Who did it; absent for the engine. */
  readonly by?: string | undefined;
  readonly text?: string | undefined;
  readonly assignee?: string | undefined;
  readonly until?: string | undefined;
  readonly severity?: SeverityLabel | undefined;
  readonly evidence?: number | undefined;
}

/** `opened`, `updated` and `resolved` are the engine's decisions; the others are actions of people. */
const HISTORY_KINDS = [
  'opened',
  'updated',
  'resolved',
  'acknowledge',
  'assign',
  'note',
  'resolve',
  'false-positive',
  'accept-risk',
  'clear',
] as const;

/** One of these. */
export type HistoryKind = (typeof HISTORY_KINDS)[number];

/** Entities and findings around an incident, and why each edge is there. */
export interface Graph {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
  /** Findings and resources that are left out, of very many. */
  readonly omitted: number;
}

/** A resource (`entity`), the incident's own (`subject`), or a finding. */
export interface GraphNode {
  /** Key of a resource; ProductArn and Id of a finding, a line each. */
  readonly id: string;
  readonly kind: 'subject' | 'entity' | 'finding';
  /** ASFF type of a resource, product of a finding. */
  readonly type: string;
  readonly label: string;
  readonly severity?: SeverityLabel | undefined;
  readonly signal?: string | undefined;
}

/** `evidence`: the finding counts for `signal` on the resource. `relation`: stated by `statedBy` findings. */
export interface GraphEdge {
  readonly source: string;
  readonly target: string;
  readonly kind: 'evidence' | 'relation';
  readonly signal?: string | undefined;
  /**
   * Ids of nodes: the findings of the graph that state the relation; empty when others do, or the key of the resource
   * itself, as that of its account.
   */
  readonly statedBy?: readonly string[] | undefined;
}

/** A rule that would hold for an entity if one thing were different. */
export interface NearMissView {
  readonly rule: string;
  readonly title: string;
  readonly severity: SeverityLabel;
  readonly entity: EntityView;
  readonly missing: 'signal' | 'any' | 'order' | 'unless';
  /** The signals that are short, and by how much; the one that blocks for `unless`. */
  readonly signals: readonly { readonly name: string; readonly short: number }[];
  /** Signals that are met. */
  readonly met: readonly string[];
}

const instant = z.iso.datetime({ offset: true });
const severity = z.enum(SEVERITY_LABELS);

/** The form of `AttackView`. */
export const attackSchema: z.ZodType<AttackView> = z.strictObject({
  id: z.string(),
  name: z.string().optional(),
  url: z.url(),
});

const ruleSchema: z.ZodType<IncidentRule> = z.strictObject({
  id: z.string(),
  version: z.int(),
  title: z.string(),
  severity,
  description: z.string(),
  remediation: z.string().optional(),
  prevention: z.string().optional(),
  falsePositives: z.array(z.string()),
  references: z.array(z.string()),
  attack: z.array(attackSchema),
  withinMs: z.int(),
  any: z.strictObject({ atLeast: z.int(), of: z.array(z.string()) }).optional(),
  order: z.array(z.string()).optional(),
});

const findingSchema: z.ZodType<FindingView> = z.strictObject({
  productArn: z.string(),
  id: z.string(),
  title: z.string(),
  severity: severity.optional(),
  kind: z.enum(['activity', 'condition']),
  from: instant,
  to: instant.optional(),
  lastObservedAt: instant,
  withdrawn: z.boolean(),
  sample: z.boolean(),
  values: z.array(z.string()).optional(),
  consoleUrl: z.string().optional(),
});

const signalSchema: z.ZodType<IncidentSignalView> = z.strictObject({
  name: z.string(),
  role: z.enum(['required', 'any', 'unless', 'optional']),
  count: z.int(),
  required: z.int(),
  satisfied: z.boolean(),
  on: z.string().optional(),
  distinct: z.string().optional(),
  lines: z.strictObject({ first: z.int(), text: z.string() }).optional(),
  findings: z.array(findingSchema),
});

const historySchema: z.ZodType<HistoryView> = z.strictObject({
  entries: z.array(
    z.strictObject({
      at: instant,
      kind: z.enum(HISTORY_KINDS),
      by: z.string().optional(),
      text: z.string().optional(),
      assignee: z.string().optional(),
      until: instant.optional(),
      severity: severity.optional(),
      evidence: z.int().optional(),
    }),
  ),
  omitted: z.int(),
});

const graphSchema: z.ZodType<Graph> = z.strictObject({
  nodes: z.array(
    z.strictObject({
      id: z.string(),
      kind: z.enum(['subject', 'entity', 'finding']),
      type: z.string(),
      label: z.string(),
      severity: severity.optional(),
      signal: z.string().optional(),
    }),
  ),
  edges: z.array(
    z.strictObject({
      source: z.string(),
      target: z.string(),
      kind: z.enum(['evidence', 'relation']),
      signal: z.string().optional(),
      statedBy: z.array(z.string()).optional(),
    }),
  ),
  omitted: z.int(),
});

/** The form of `NearMissView`. */
export const nearMissSchema: z.ZodType<NearMissView> = z.strictObject({
  rule: z.string(),
  title: z.string(),
  severity,
  entity: entitySchema,
  missing: z.enum(['signal', 'any', 'order', 'unless']),
  signals: z.array(z.strictObject({ name: z.string(), short: z.int() })),
  met: z.array(z.string()),
});

/** The form of `IncidentDetail`. */
export const incidentDetailSchema: z.ZodType<IncidentDetail> = z.strictObject({
  incident: incidentRowSchema,
  resolution: z.string().optional(),
  rule: ruleSchema.optional(),
  signals: z.array(signalSchema),
  window: z.strictObject({ start: instant, end: instant }).optional(),
  history: historySchema,
  graph: graphSchema,
  related: z.array(incidentRowSchema),
  nearMisses: z.array(nearMissSchema),
  consoleUrl: z.string().optional(),
});
