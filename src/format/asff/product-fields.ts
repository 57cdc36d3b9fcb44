import type { Incident } from '../../core/correlation/incident.ts';
import { formatInstant, type Instant } from '../../core/instant.ts';
import type { Rule } from '../../core/rule/rule.ts';
import { toAsffText } from './asff-text.ts';
import { ASFF_LIMITS } from './limits.ts';
import type { SignalEvidence } from './related-findings.ts';

/** Key and value of one pair of ASFF ProductFields. */
export type ProductField = readonly [key: string, value: string];

/** Of more signals than these only the number is told, so that fields are left for evidence. */
export const SIGNAL_FIELDS_MAX = 20;

/**
 * What Security Hub has no member for, as pairs under `corroborate/`: rule, incident, entity with its account and
 * Region, and `corroborate/signals/<name>` with the JSON text `{"count","required","satisfied"}`.
 */
export function incidentFields(
  incident: Incident,
  rule: Rule,
  signalNames: readonly string[],
): readonly ProductField[] {
  const { entity, resolution } = incident;
  const fields: readonly (readonly [string, string | undefined])[] = [
    ['incident', incident.id],
    ['rule', incident.rule.id],
    ['rule-version', String(incident.rule.version)],
    ['entity', entity.key],
    ['entity-type', entity.type],
    ['account', entity.account],
    ['region', entity.region],
    ['attack', rule.attack.join(', ')],
    ['prevention', rule.prevention],
    ['references', rule.references.join(' ')],
    ['resolution', resolution?.reason],
    ...signalFields(incident, signalNames),
  ];
  return fields.flatMap(([name, value]) => (value?.trim() ? [toField(name, value)] : []));
}

/** `corroborate/confirmed`: when an incident in which nothing had changed was last told to be open all the same. */
export function confirmedField(at: Instant): ProductField {
  return toField('confirmed', formatInstant(at));
}

/**
 * The evidence that RelatedFindings has no room for, as at most `max` pairs: `corroborate/evidence/<n>` holds a JSON
 * array of `{"signal","productArn","id"}`. Where the pairs do not suffice, or a finding is too long for one, the last
 * pair, `corroborate/evidence-omitted`, says how many findings are missing.
 */
export function evidenceFields(overflow: readonly SignalEvidence[], max: number): readonly ProductField[] {
  if (max < 1) return [];
  const entries = overflow.flatMap(toEntries);
  const chunks = toChunks(entries.filter((entry) => entry.length <= CHUNK_LENGTH_MAX));
  const isWhole = chunks.length <= max && chunks.flat().length === entries.length;
  const kept = isWhole ? chunks : chunks.slice(0, max - 1);
  const fields = kept.map((chunk, index): ProductField => {
    return [`${PREFIX}evidence/${index + 1}`, `[${chunk.join(',')}]`];
  });
  const omitted = entries.length - kept.flat().length;
  return omitted === 0 ? fields : [...fields, [`${PREFIX}evidence-omitted`, String(omitted)]];
}

const PREFIX = 'corroborate/';
const BRACKETS_LENGTH = 2;
const CHUNK_LENGTH_MAX = ASFF_LIMITS.productFieldValue - BRACKETS_LENGTH;

function signalFields(incident: Incident, names: readonly string[]): readonly (readonly [string, string])[] {
  const shown = names.slice(0, SIGNAL_FIELDS_MAX);
  const fields = shown.flatMap((name): readonly (readonly [string, string])[] => {
    const signal = incident.signals[name];
    if (signal === undefined) return [];
    const { count, required, isSatisfied } = signal;
    return [[`signals/${name}`, JSON.stringify({ count, required, satisfied: isSatisfied })]];
  });
  const omitted = names.length - shown.length;
  return omitted === 0 ? fields : [...fields, ['signals-omitted', String(omitted)]];
}

function toField(name: string, value: string): ProductField {
  return [toAsffText(PREFIX + name, ASFF_LIMITS.mapKey), toAsffText(value, ASFF_LIMITS.productFieldValue)];
}

function toEntries(signal: SignalEvidence): readonly string[] {
  return signal.findings.map(({ finding: { productArn, id } }) => {
    return JSON.stringify({ signal: signal.name, productArn, id });
  });
}

/** Fills each chunk with whole entries, as many as a value holds with their commas. */
function toChunks(entries: readonly string[]): readonly (readonly string[])[] {
  const chunks: string[][] = [];
  let room = 0;
  for (const entry of entries) {
    const chunk = chunks.at(-1);
    if (chunk !== undefined && entry.length + 1 <= room) {
      chunk.push(entry);
      room -= entry.length + 1;
    } else {
      chunks.push([entry]);
      room = CHUNK_LENGTH_MAX - entry.length;
    }
  }
  return chunks;
}
