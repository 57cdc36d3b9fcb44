import { isJsonObject, type Json, type JsonObject, memberOf, stringAt } from '../core/json.ts';
import { toPrintable } from './json-stream/broken-text.ts';

/** What an unusable document is called when announced, and why it is not read, with the way out. */
export interface UnknownDescription {
  readonly format: string;
  readonly reason: string;
}

const NAMED_MEMBERS = 4;
const NAME_CHARACTERS = 32;
const FROM_SECURITY_HUB = 'read it from Security Hub, as ASFF';

/** Describes JSON that is neither a finding nor context; never more of it than a few member names is quoted. */
export function describeUnknown(value: Json): UnknownDescription {
  if (isJsonObject(value)) return describeObject(value);
  if (Array.isArray(value))
    return describe('arrays in arrays', 'an array inside a list', 'write one flat list');
  const type = value === null ? 'null' : typeof value;
  return describe('JSON scalars', `JSON ${type}, not an object`, 'one document is one JSON object');
}

function describeObject(value: JsonObject): UnknownDescription {
  if (typeof value['detail-type'] === 'string') return describeEvent(value['detail-type'], value);
  return KINDS.find(({ isLike }) => isLike(value)) ?? describeMembers(value);
}

function describeEvent(type: string, event: JsonObject): UnknownDescription {
  const quoted = `\`${toPrintable(type, 64)}\``;
  const format = `events ${quoted}`;
  if (type.startsWith('Findings Imported V2')) return describe(format, `OCSF event ${quoted}`, OCSF_WAY_OUT);
  if (type.startsWith('Security Hub Findings'))
    return describe(format, `event ${quoted} without \`detail.findings\``, 'check what cut it');
  if (memberOf(memberOf(event, 'detail'), 'configurationItemSummary') !== undefined) {
    return describe(format, `event ${quoted} with a summary only`, 'read the item from the Config snapshot');
  }
  const own = OWN_FINDING_EVENTS.has(type);
  return describe(
    format,
    `event ${quoted}, which carries no Security Hub finding`,
    own ? FROM_SECURITY_HUB : ASFF_EVENTS_HINT,
  );
}

const OCSF_WAY_OUT =
  'OCSF is not read yet; use `Security Hub Findings - Imported` events or GetFindings (ASFF)';
const ASFF_EVENTS_HINT = 'use `Security Hub Findings - Imported` events';
const OWN_FINDING_EVENTS: ReadonlySet<string> = new Set([
  'Inspector2 Finding',
  'Macie Finding',
  'Access Analyzer Finding',
]);

interface UnknownKind extends UnknownDescription {
  readonly isLike: (value: JsonObject) => boolean;
}

const KINDS: readonly UnknownKind[] = [
  kind('OCSF findings', 'an OCSF finding', OCSF_WAY_OUT, isOcsf),
  kind('raw Inspector findings', 'a raw Inspector finding', FROM_SECURITY_HUB, isInspector),
  kind('raw Macie findings', 'a raw Macie finding', FROM_SECURITY_HUB, isMacie),
  kind(
    'wrapped records',
    '`Records` of a queue, a topic or a trail',
    'take the documents out of them',
    (value) => Array.isArray(value.Records),
  ),
  kind(
    'events without a type',
    'an EventBridge event without `detail-type`',
    'keep the whole event',
    (value) => isJsonObject(value.detail),
  ),
  kind('empty objects', 'an empty object', 'check what wrote it', (value) => Object.keys(value).length === 0),
];

function isOcsf(value: JsonObject): boolean {
  if (value.class_uid !== undefined || value.finding_info !== undefined) return true;
  return isJsonObject(value.metadata) && (value.finding !== undefined || value.severity_id !== undefined);
}

function isInspector(value: JsonObject): boolean {
  if (typeof value.findingArn !== 'string' && stringAt(value, 'FindingArn') === undefined) return false;
  return true;
}

function isMacie(value: JsonObject): boolean {
  return value.classificationDetails !== undefined || value.policyDetails !== undefined;
}

function describeMembers(value: JsonObject): UnknownDescription {
  const names = Object.keys(value);
  const shown = names.slice(0, NAMED_MEMBERS).map((name) => `\`${toPrintable(name, NAME_CHARACTERS)}\``);
  const more = names.length > NAMED_MEMBERS ? ', …' : '';
  const what = `JSON of an unknown kind with the members ${shown.join(', ')}${more}`;
  return describe('unknown JSON', what, 'findings are read as ASFF, which has `ProductArn`');
}

function kind(
  format: string,
  what: string,
  wayOut: string,
  isLike: (value: JsonObject) => boolean,
): UnknownKind {
  return { ...describe(format, what, wayOut), isLike };
}

function describe(format: string, what: string, wayOut: string): UnknownDescription {
  return { format, reason: `${what}; ${wayOut}` };
}
