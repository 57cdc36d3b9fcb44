import { type JsonObject, memberOf, stringAt } from '../../../src/core/json.ts';

/** Members that BatchImportFindings sets when a finding is new and never after (Security Hub guide). */
const KEPT_ON_UPDATE = ['Note', 'UserDefinedFields', 'VerificationState', 'Workflow'] as const;

/** Members of FindingProviderFields that become the finding's own, unless an analyst has set them. */
const PROVIDED = ['Confidence', 'Criticality', 'RelatedFindings', 'Severity', 'Types'] as const;

/** A finding as Security Hub keeps it. */
export interface StoredFinding {
  readonly finding: JsonObject;
  /** Members that an analyst has set: they withstand what the provider sends. */
  readonly analysed: ReadonlySet<string>;
}

/** The finding that is kept after `incoming` was accepted; `stored` is undefined for a new one. */
export function importFinding(
  incoming: JsonObject,
  stored: StoredFinding | undefined,
  processedAt: string,
): StoredFinding {
  const analysed = stored?.analysed ?? new Set<string>();
  const finding = {
    ...incoming,
    ...provided(incoming, stored, analysed),
    ...kept(incoming, stored),
    ProcessedAt: processedAt,
  };
  return { finding, analysed };
}

function provided(
  incoming: JsonObject,
  stored: StoredFinding | undefined,
  analysed: ReadonlySet<string>,
): JsonObject {
  const fields = memberOf(incoming, 'FindingProviderFields');
  const members = PROVIDED.map((name) => {
    const value = analysed.has(name) ? stored?.finding[name] : memberOf(fields, name);
    return [name, value ?? incoming[name]] as const;
  });
  return Object.fromEntries(members.filter(([, value]) => value !== undefined));
}

function kept(incoming: JsonObject, stored: StoredFinding | undefined): JsonObject {
  if (stored === undefined) return { Workflow: incoming.Workflow ?? { Status: 'NEW' } };
  const members = KEPT_ON_UPDATE.map((name) => [name, stored.finding[name]] as const);
  return {
    ...Object.fromEntries(members.filter(([, value]) => value !== undefined)),
    Workflow: { Status: workflowAfter(incoming, stored.finding) },
  };
}

/** A finding that comes back from the archive is new work again, unless it was suppressed. */
function workflowAfter(incoming: JsonObject, stored: JsonObject): string {
  const status = stringAt(stored, 'Workflow', 'Status') ?? 'NEW';
  const isBack = stored.RecordState === 'ARCHIVED' && incoming.RecordState !== 'ARCHIVED';
  return isBack && status !== 'SUPPRESSED' ? 'NEW' : status;
}
