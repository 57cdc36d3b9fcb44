import { parseDuration } from '../core/instant.ts';
import { type Issue, type Parsed, quoted } from '../core/issue.ts';
import { isJsonObject, type Json, memberOf } from '../core/json.ts';
import { parsePattern } from '../core/pattern/parse-pattern.ts';
import type { Pattern } from '../core/pattern/pattern.ts';
import type { Rule, Signal, SignalRole } from '../core/rule/rule.ts';
import { checkReferences } from './check-references.ts';
import { type RuleDocument, ruleSchema, type SignalDocument } from './rule-schema.ts';
import { keysOfSchemaAt } from './schema-keys.ts';
import { toIssues } from './to-issues.ts';

/** Longest `within` of a rule. */
export const WITHIN_MAX_MS: number = 365 * 86_400_000;

/** A rule from the JSON of its file, or all that is wrong with it; issues have a path but no position. */
export function parseRule(json: Json): Parsed<Rule> {
  const form = ruleSchema.safeParse(json);
  const formIssues = form.success
    ? []
    : toIssues(form.error, json, (path) => keysOfSchemaAt(ruleSchema, path));
  const patterns = parsePatterns(json);
  const issues = [...formIssues, ...patterns.issues, ...checkReferences(json), ...checkWithin(json)];
  if (!form.success || issues.length > 0) return { ok: false, issues };
  return { ok: true, value: toRule(form.data, patterns.ofSignal) };
}

const ROLE_OF_MAP = { signals: 'required', unless: 'unless', optional: 'optional' } as const;

type SignalMap = keyof typeof ROLE_OF_MAP;

const SIGNAL_MAPS = Object.keys(ROLE_OF_MAP) as readonly SignalMap[];

interface ParsedPatterns {
  readonly ofSignal: ReadonlyMap<string, readonly Pattern[]>;
  readonly issues: readonly Issue[];
}

/** Parses every `match` that is there, also in a file whose form is wrong elsewhere. */
function parsePatterns(json: Json): ParsedPatterns {
  const ofSignal = new Map<string, readonly Pattern[]>();
  const issues: Issue[] = [];
  for (const map of SIGNAL_MAPS) {
    const signals = memberOf(json, map);
    for (const name of isJsonObject(signals) ? Object.keys(signals) : []) {
      const match = memberOf(memberOf(signals, name), 'match');
      const patterns = listOf(match).map((pattern, index) =>
        parseAt(pattern, [map, name, 'match', index], issues),
      );
      ofSignal.set(
        name,
        patterns.filter((pattern) => pattern !== undefined),
      );
    }
  }
  return { ofSignal, issues };
}

function listOf(match: Json | undefined): readonly Json[] {
  if (Array.isArray(match)) return match;
  return isJsonObject(match) ? [match] : [];
}

function parseAt(json: Json, path: readonly (string | number)[], issues: Issue[]): Pattern | undefined {
  // The validator has its own word for what is no pattern at all.
  if (!isJsonObject(json)) return undefined;
  const parsed = parsePattern(json);
  if (parsed.ok) return parsed.value;
  for (const issue of parsed.issues) issues.push({ ...issue, path: [...path, ...issue.path] });
  return undefined;
}

function checkWithin(json: Json): readonly Issue[] {
  const within = memberOf(json, 'within');
  const withinMs = typeof within === 'string' ? parseDuration(within) : undefined;
  if (typeof within !== 'string' || withinMs === undefined || withinMs <= WITHIN_MAX_MS) return [];
  const message = `${quoted(within)} is longer than 365 days`;
  const hint = '`within` is the ceiling between activities; open conditions count however old they are';
  return [{ code: 'rule/within', level: 'error', message, hint, path: ['within'] }];
}

function toRule(document: RuleDocument, ofSignal: ReadonlyMap<string, readonly Pattern[]>): Rule {
  const { remediation, prevention, falsePositives, references, attack, requires } = document;
  const { acknowledged, within, any, order } = document;
  const withinMs = parseDuration(within);
  if (withinMs === undefined) throw new Error(`validated duration ${within} cannot be read`);
  return {
    id: document.id,
    version: document.version,
    status: document.status,
    title: document.title,
    severity: document.severity,
    description: document.description.trimEnd(),
    ...(remediation !== undefined && { remediation: remediation.trimEnd() }),
    ...(prevention !== undefined && { prevention: prevention.trimEnd() }),
    ...(falsePositives !== undefined && { falsePositives }),
    references: references ?? [],
    attack: attack ?? [],
    requires: requires ?? [],
    ...(acknowledged !== undefined && { acknowledged }),
    entity: document.entity,
    withinMs,
    signals: toSignals(document, ofSignal),
    ...(any !== undefined && { any }),
    ...(order !== undefined && { order }),
  };
}

function toSignals(
  document: RuleDocument,
  ofSignal: ReadonlyMap<string, readonly Pattern[]>,
): readonly Signal[] {
  const inAny = new Set(document.any?.of);
  return SIGNAL_MAPS.flatMap((map) =>
    Object.entries(document[map] ?? {}).map(([name, signal]) => {
      const role = map === 'signals' && inAny.has(name) ? 'any' : ROLE_OF_MAP[map];
      return toSignal(name, role, signal, ofSignal.get(name) ?? []);
    }),
  );
}

function toSignal(
  name: string,
  role: SignalRole,
  document: SignalDocument,
  match: readonly Pattern[],
): Signal {
  const { count, distinct, on, kind, severity } = document;
  return {
    name,
    role,
    match,
    count: count ?? 1,
    ...(distinct !== undefined && { distinct: distinct.split('.') }),
    ...(on !== undefined && { on }),
    ...(kind !== undefined && { kind }),
    ...(severity !== undefined && { severity }),
  };
}
