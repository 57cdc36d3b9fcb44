import { z } from 'zod';
import { ENTITY_TYPE_OF_KIND, type EntityKind } from '../core/entity/entity.ts';
import { type EvidenceKind, SEVERITY_LABELS, type SeverityLabel } from '../core/finding/finding.ts';
import type { RuleStatus } from '../core/rule/rule.ts';
import { FORMATS, type FormatName } from './formats.ts';

/** Most signals in a rule, all three maps together. */
export const SIGNALS_MAX: number = 64;
/** Most patterns in one `match`. */
export const PATTERNS_MAX: number = 50;
/** Largest `count`: an open incident carries that many pieces of evidence with it. */
export const COUNT_MAX: number = 1_000;
/** Most entries of `references`, `attack` and `requires`. */
export const LIST_MAX: number = 50;
/** Longest text of a rule, in UTF-16 units; ASFF keeps less and the rest is trimmed when an incident is sent. */
export const TEXT_MAX: number = 10_000;

/** A signal as a rule file writes it. */
export interface SignalDocument {
  readonly match: unknown;
  readonly count?: number | undefined;
  readonly distinct?: string | undefined;
  readonly on?: EntityKind | undefined;
  readonly kind?: EvidenceKind | undefined;
  /** Only on signals in `optional`. */
  readonly severity?: SeverityLabel | undefined;
}

/** The texts of a rule as a file writes them. */
export interface RuleTextsDocument {
  readonly title: string;
  readonly description: string;
  readonly remediation?: string | undefined;
  readonly prevention?: string | undefined;
  readonly falsePositives?: readonly string[] | undefined;
}

/** A rule as its file writes it, in the right form. */
export interface RuleDocument extends RuleTextsDocument {
  readonly id: string;
  readonly version: number;
  readonly status: RuleStatus;
  readonly severity: SeverityLabel;
  readonly references?: readonly string[] | undefined;
  readonly attack?: readonly string[] | undefined;
  readonly requires?: readonly string[] | undefined;
  readonly acknowledged?: Readonly<Record<string, string>> | undefined;
  readonly entity: string;
  readonly within: string;
  readonly signals: Readonly<Record<string, SignalDocument>>;
  readonly unless?: Readonly<Record<string, SignalDocument>> | undefined;
  readonly optional?: Readonly<Record<string, SignalDocument>> | undefined;
  readonly any?: { readonly atLeast: number; readonly of: readonly string[] } | undefined;
  readonly order?: readonly string[] | undefined;
}

/** Text in the format called `name`; the error is that name, which `toIssues` turns into words. */
export function formatted(name: FormatName): z.ZodString {
  return z.string().regex(FORMATS[name].pattern, { error: name });
}

const KINDS = Object.keys(ENTITY_TYPE_OF_KIND) as EntityKind[];

const patternSchema = z.record(z.string(), z.unknown());

const signalMembers = {
  match: z
    .union([patternSchema, z.array(patternSchema).min(1).max(PATTERNS_MAX)])
    .describe('An EventBridge event pattern over the normalised finding, or a list meaning any of them.'),
  count: z
    .int()
    .min(1)
    .max(COUNT_MAX)
    .optional()
    .describe('How many distinct findings, or distinct values of `distinct`, it takes; 1 when left away.'),
  distinct: formatted('memberPath')
    .optional()
    .describe('Path of the member whose distinct values are counted, such as Normalized.Vulnerability.'),
  on: z.enum(KINDS).optional().describe('The related entity that the findings are about, by its kind.'),
  kind: z
    .enum(['activity', 'condition'])
    .optional()
    .describe(
      'Whether it happened (activity) or is so (condition); follows from the product when left away.',
    ),
};

const severitySchema = z.enum(SEVERITY_LABELS);

const signalSchema = z.strictObject(signalMembers);

const optionalSignalSchema = z.strictObject({
  ...signalMembers,
  severity: severitySchema
    .optional()
    .describe('Severity of the incident while this signal is met, if higher.'),
});

const signalName = formatted('name');

/** A list without a value given twice; the error is `twice`. */
export function distinctList<T extends z.ZodType<string>>(item: T, max: number): z.ZodArray<T> {
  return z
    .array(item)
    .max(max)
    .refine((values) => new Set(values).size === values.length, { error: 'twice' })
    .meta({ uniqueItems: true });
}

/** The texts of a rule that people read, which other files may give in other languages. */
const textMembers = {
  title: formatted('line').max(TEXT_MAX).describe('One line; Security Hub keeps 256 characters.'),
  description: formatted('prose')
    .max(TEXT_MAX)
    .describe('Why the combination matters; Security Hub keeps 1024 characters.'),
  remediation: formatted('prose')
    .max(TEXT_MAX)
    .optional()
    .describe('What to do; Security Hub keeps 512 characters.'),
  prevention: formatted('prose')
    .max(TEXT_MAX)
    .optional()
    .describe('How to prevent it, or to detect it earlier.'),
  falsePositives: distinctList(formatted('line').max(TEXT_MAX), LIST_MAX)
    .min(1)
    .optional()
    .describe('What is no incident although the rule holds, each in one line.'),
};

/** The form of a file of texts: those of the rule file, in another language. */
export const textsSchema: z.ZodType<RuleTextsDocument> = z.strictObject(textMembers);

/** The form of a rule file (design, section 3); `checkReferences` looks at what its parts say of each other. */
export const ruleSchema: z.ZodType<RuleDocument> = z.strictObject({
  id: formatted('name').describe('The name of the rule and of its folder, in kebab-case.'),
  version: z.int().min(1).max(1_000_000).describe('Counts the changes of meaning, from 1.'),
  status: z
    .enum(['draft', 'test', 'stable', 'deprecated'])
    .describe('How far the rule has come; a draft is never replayed.'),
  ...textMembers,
  severity: severitySchema.describe('Severity of the incidents.'),
  references: distinctList(formatted('httpsAddress'), LIST_MAX)
    .optional()
    .describe('Pages to read, https only.'),
  attack: distinctList(formatted('attackId'), LIST_MAX)
    .optional()
    .describe('MITRE ATT&CK tactics and techniques.'),
  requires: distinctList(formatted('line').max(128), LIST_MAX)
    .optional()
    .describe('Products that must be switched on for the rule to be able to hold.'),
  acknowledged: z
    .record(formatted('lintCode'), formatted('line').max(TEXT_MAX))
    .optional()
    .describe('Warnings of the linter that are known, by their code, each with the reason.'),
  entity: formatted('entityType').describe('ASFF type of the resource that the signals have in common.'),
  within: formatted('duration').describe('The ceiling between activities: 90s, 45m, 12h, 30d; at most 365d.'),
  signals: z.record(signalName, signalSchema).describe('The signals that make the incident, by name.'),
  unless: z.record(signalName, signalSchema).optional().describe('Signals that keep the rule from holding.'),
  optional: z
    .record(signalName, optionalSignalSchema)
    .optional()
    .describe('Signals that are shown, and may raise the severity, but never decide.'),
  any: z
    .strictObject({
      atLeast: z.int().min(1).max(SIGNALS_MAX).describe('How many of the signals named in `of` it takes.'),
      of: distinctList(signalName, SIGNALS_MAX)
        .min(1)
        .describe('Names of signals that are not required singly.'),
    })
    .optional()
    .describe('k of n over some of the signals.'),
  order: distinctList(signalName, SIGNALS_MAX)
    .min(2)
    .optional()
    .describe('Names of signals whose evidence must begin in this order.'),
});
