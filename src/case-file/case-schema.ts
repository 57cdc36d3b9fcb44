import { z } from 'zod';
import { SEVERITY_LABELS, type SeverityLabel } from '../core/finding/finding.ts';
import type { JsonObject } from '../core/json.ts';
import { distinctList, formatted } from '../rule-file/rule-schema.ts';
import { FINDING_STATES, type FindingState } from './case-file.ts';

/** Most entries of a world, cases of a file, and names given to a case. */
export const ENTRIES_MAX: number = 500;

/** An entry of the world as a case file writes it; `readCaseFile` checks which keys go together. */
export interface EntryDocument {
  readonly product?: string | undefined;
  readonly type?: string | undefined;
  readonly control?: string | undefined;
  readonly cve?: string | readonly string[] | undefined;
  readonly resource?: string | undefined;
  readonly resources?: readonly string[] | undefined;
  readonly finding?: JsonObject | undefined;
  readonly of?: string | undefined;
  readonly relation?: readonly string[] | undefined;
  readonly at?: string | undefined;
  readonly since?: string | undefined;
  readonly state?: FindingState | undefined;
  readonly severity?: SeverityLabel | undefined;
  readonly account?: string | undefined;
  readonly region?: string | undefined;
  readonly members?: JsonObject | undefined;
}

/** An expected incident as a case file writes it: exactly one of `open` and `resolved`. */
export interface ExpectDocument {
  readonly open?: string | undefined;
  readonly resolved?: string | undefined;
  readonly severity?: SeverityLabel | undefined;
  readonly evidence?: Readonly<Record<string, readonly string[]>> | undefined;
}

/** A case file in the right form. */
export interface CaseDocument {
  readonly world: Readonly<Record<string, EntryDocument>>;
  readonly cases: readonly {
    readonly name: string;
    readonly given: readonly string[];
    readonly expect: 'none' | readonly ExpectDocument[];
  }[];
  readonly survivors?: Readonly<Record<string, string>> | undefined;
}

const json = z.custom<JsonObject>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  {
    error: 'expected a map of members',
  },
);
const literal = z.record(z.string(), z.unknown()).pipe(json);
const entryName = formatted('name');
const resource = formatted('resource');
const severity = z.enum(SEVERITY_LABELS);

const entry = z.strictObject({
  product: formatted('line')
    .max(128)
    .optional()
    .describe('GuardDuty, Inspector, Macie, Security Hub, … or company/product.'),
  type: formatted('line').max(256).optional().describe('Native finding type, or a whole ASFF type.'),
  control: formatted('line').max(64).optional().describe('Id of the Security Hub control, such as EC2.18.'),
  cve: z
    .union([formatted('vulnerability'), z.array(formatted('vulnerability')).min(1).max(100)])
    .optional()
    .describe('Vulnerability of an Inspector finding, or a list of them.'),
  resource: resource
    .optional()
    .describe('The resource it is about: `instance/web`, `bucket/data`, or an ARN.'),
  resources: z.array(resource).min(1).max(32).optional().describe('The resources it is about, in order.'),
  finding: literal.optional().describe('A whole ASFF finding instead of the short form.'),
  of: entryName.optional().describe('The entry of which this is a later version.'),
  relation: z
    .array(resource)
    .min(1)
    .max(32)
    .optional()
    .describe('A Config item of the first resource that relates it to the others.'),
  at: formatted('offset')
    .optional()
    .describe('When it was last observed and updated: offset from the start; 0d.'),
  since: formatted('offset').optional().describe('When it was first observed; `at` when left away.'),
  state: z.enum(FINDING_STATES).optional().describe('Open when left away, or how it is withdrawn.'),
  severity: severity.optional(),
  account: formatted('account').optional().describe('Account of the finding, in quotes.'),
  region: formatted('region').optional(),
  members: literal.optional().describe('Top-level ASFF members that replace those of the short form.'),
});

const expected = z.strictObject({
  open: resource.optional().describe('The entity with an open incident.'),
  resolved: resource.optional().describe('The entity with a resolved incident.'),
  severity: severity.optional().describe('Severity of the incident.'),
  evidence: z
    .record(entryName, distinctList(entryName, ENTRIES_MAX))
    .optional()
    .describe('For each signal, the findings that are its evidence: all of them and no other.'),
});

/** The form of a case file. */
export const caseSchema: z.ZodType<CaseDocument> = z.strictObject({
  world: z
    .record(entryName, entry)
    .refine((world) => Object.keys(world).length <= ENTRIES_MAX, {
      error: `more than ${ENTRIES_MAX} entries`,
    })
    .describe('Findings and relations by name.'),
  cases: z
    .array(
      z.strictObject({
        name: formatted('line').max(200).describe('What the case shows.'),
        given: z
          .array(entryName)
          .max(ENTRIES_MAX)
          .describe('Names of the world, in the order in which they arrive.'),
        expect: z
          .union([z.literal('none'), z.array(expected).min(1).max(100)])
          .describe('Incidents, or none.'),
      }),
    )
    .min(1)
    .max(ENTRIES_MAX),
  survivors: z
    .record(formatted('line').max(200), formatted('line').max(1000))
    .refine((survivors) => Object.keys(survivors).length <= ENTRIES_MAX, {
      error: `more than ${ENTRIES_MAX} explanations`,
    })
    .optional()
    .describe('Mutants of the rule that no case can kill, by name, and why they mean the same as the rule.'),
});
