import type { Incident } from '../core/correlation/incident.ts';
import { findPlaces } from '../core/correlation/places.ts';
import type { Json } from '../core/json.ts';
import type { Rule } from '../core/rule/rule.ts';
import { type Publisher, toAsff } from '../format/asff/to-asff.ts';
import { toIncidentJson } from '../format/incident/to-incident-json.ts';
import type { Store } from '../store.ts';
import { createIncidentTable } from './incident-table.ts';
import type { Session } from './session.ts';

/** How incidents are written: `asff` is the array that BatchImportFindings takes. */
export const INCIDENT_FORMATS = ['table', 'json', 'ndjson', 'asff'] as const;

/** One of the formats of incidents. */
export type IncidentFormat = (typeof INCIDENT_FORMATS)[number];

/** Writes incidents one after the other; `head` and `tail` stand around them, `between` between two. */
export interface IncidentWriter {
  readonly head: string;
  readonly between: string;
  readonly tail: string;
  /** Written where there is no incident. */
  readonly none: string;
  /** The text of one incident; undefined when it cannot be told in this format. */
  toText(incident: Incident): Promise<string | undefined>;
}

/** What a writer may have to look up. */
export interface WriterContext {
  readonly session: Session;
  readonly rules: readonly Rule[];
  readonly store: Store;
  /** Set for `asff`. */
  readonly publisher: Publisher | undefined;
}

/** Creates the writer of a format. */
export function createIncidentWriter(format: IncidentFormat, context: WriterContext): IncidentWriter {
  switch (format) {
    case 'table':
      return tableWriter(context);
    case 'json':
      return { ...ARRAY, toText: async (incident) => JSON.stringify(toIncidentJson(incident)) };
    case 'ndjson':
      return { ...LINES, toText: async (incident) => JSON.stringify(toIncidentJson(incident)) };
    case 'asff':
      return { ...ARRAY, toText: (incident) => toAsffText(incident, context) };
  }
}

const ARRAY = { head: '[\n', between: ',\n', tail: '\n]\n', none: '[]\n' } as const;
const LINES = { head: '', between: '\n', tail: '\n', none: '' } as const;

function tableWriter({ session, rules }: WriterContext): IncidentWriter {
  const table = createIncidentTable({
    columns: session.out.columns,
    isColored: session.isOutputColored,
    rules,
  });
  return {
    head: table.header,
    between: '',
    tail: '',
    none: '',
    toText: async (incident) => table.row(incident),
  };
}

/** An incident of a rule that is gone has no texts to tell: it is passed over, which is said. */
async function toAsffText(
  incident: Incident,
  { session, rules, store, publisher }: WriterContext,
): Promise<string | undefined> {
  const rule = rules.find(({ id }) => id === incident.rule.id);
  if (rule === undefined || publisher === undefined) {
    session.messages.warn(
      `incident ${incident.id} is skipped: its rule \`${incident.rule.id}\` is not among the rules`,
    );
    return undefined;
  }
  const { related } = await findPlaces(rule, incident.entity, store);
  const finding: Json = toAsff(incident, rule, publisher, related);
  return JSON.stringify(finding);
}
