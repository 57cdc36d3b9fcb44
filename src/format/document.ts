// Tells what a JSON document of a user's input is. An ASFF finding is recognised by the members that every one
// has; all other documents of AWS by those that no other has. What cannot be used is named, with the way out.

import { arrayAt, isJsonObject, type Json, type JsonObject, memberOf, stringAt } from '../core/json.ts';
import { fromGuardDutyApi } from './guardduty-api.ts';
import { describeUnknown } from './unknown-document.ts';

/** What a document holds that concerns us; `format` says in words what it is, `time` is that of its carrier. */
export type DocumentItem = FindingItem | ContextItem | UnknownItem;

/** An ASFF finding, unchecked. */
export interface FindingItem {
  readonly kind: 'finding';
  readonly format: string;
  readonly value: JsonObject;
  readonly time?: string | undefined;
}

/** A raw GuardDuty finding or an AWS Config item: states relations, and is no finding of Security Hub. */
export interface ContextItem {
  readonly kind: 'context';
  readonly format: string;
  readonly source: 'guardduty' | 'config';
  readonly value: JsonObject;
  readonly time?: string | undefined;
}

/** JSON that is nothing we read; `reason` names what it looks like and the way out. */
export interface UnknownItem {
  readonly kind: 'unknown';
  readonly format: string;
  readonly reason: string;
}

/** What bare ASFF findings are called when they are announced. */
export const ASFF_FORMAT = 'ASFF findings';

const LISTS = ['Findings', 'findings', 'configurationItems'] as const;
const ASFF_EVENTS = ['Security Hub Findings - Imported', 'Security Hub Findings - Custom Action'];
const ASFF_SCHEMA_VERSION = '2018-10-08';

/** What `value` holds: one item, or one for each element of its list or event; none where that is empty. */
export function parseDocument(value: Json): readonly DocumentItem[] {
  if (!isJsonObject(value)) return [toUnknown(value)];
  if (isAsffFinding(value)) return [{ kind: 'finding', format: ASFF_FORMAT, value }];
  if (isEvent(value)) return parseEvent(value);
  const member = LISTS.find((name) => Array.isArray(memberOf(value, name)));
  if (member === undefined) return [parseElement(value)];
  const time = readAtBefore(value, member);
  return arrayAt(value, member).map((element) => withTime(parseElement(element), time));
}

/** Whether `value` is meant as an ASFF finding; no member is checked. */
export function isAsffFinding(value: JsonObject): boolean {
  return value.ProductArn !== undefined || value.SchemaVersion === ASFF_SCHEMA_VERSION;
}

/** `item` with the time of its carrier, unless it has one of its own. */
export function withTime(item: DocumentItem, time: string | undefined): DocumentItem {
  if (time === undefined || item.kind === 'unknown' || item.time !== undefined) return item;
  return { ...item, time };
}

function parseElement(value: Json): DocumentItem {
  if (!isJsonObject(value)) return toUnknown(value);
  if (isAsffFinding(value)) return { kind: 'finding', format: ASFF_FORMAT, value };
  if (isGuardDutyFinding(value)) return toContext('guardduty', 'raw GuardDuty findings', value);
  if (isGuardDutyApiFinding(value))
    return toContext('guardduty', 'GuardDuty GetFindings results', fromGuardDutyApi(value));
  if (isConfigItem(value)) return toContext('config', 'AWS Config items', value);
  return toUnknown(value);
}

function isEvent(value: JsonObject): boolean {
  return typeof value['detail-type'] === 'string' && isJsonObject(value.detail);
}

function parseEvent(event: JsonObject): readonly DocumentItem[] {
  const type = stringAt(event, 'detail-type') ?? '';
  const time = stringAt(event, 'time');
  const format = `events \`${type}\``;
  const detail = memberOf(event, 'detail') ?? null;
  if (ASFF_EVENTS.includes(type)) return parseFindingsEvent(event, format, time);
  if (type === 'GuardDuty Finding' && isJsonObject(detail))
    return [{ ...toContext('guardduty', format, detail), time }];
  const item = memberOf(detail, 'configurationItem');
  if (isJsonObject(item)) return [{ ...toContext('config', format, item), time }];
  return [toUnknown(event)];
}

function parseFindingsEvent(
  event: JsonObject,
  format: string,
  time: string | undefined,
): readonly DocumentItem[] {
  const findings = memberOf(memberOf(event, 'detail'), 'findings');
  if (!Array.isArray(findings)) return [toUnknown(event)];
  return findings.map((value: Json) =>
    isJsonObject(value) ? { kind: 'finding', format, value, time } : { ...toUnknown(value), format },
  );
}

// As when read from a stream: a ReadAt behind the list does not count.
function readAtBefore(value: JsonObject, member: string): string | undefined {
  for (const name of Object.keys(value)) {
    if (name === member) return undefined;
    if (name === 'ReadAt') return stringAt(value, name);
  }
  return undefined;
}

function isGuardDutyFinding(value: JsonObject): boolean {
  if (typeof value.type !== 'string') return false;
  return isJsonObject(value.resource) || (isJsonObject(value.service) && typeof value.arn === 'string');
}

function isGuardDutyApiFinding(value: JsonObject): boolean {
  return typeof value.Type === 'string' && isJsonObject(value.Resource) && isJsonObject(value.Service);
}

function isConfigItem(value: JsonObject): boolean {
  if (typeof value.resourceType !== 'string' || typeof value.resourceId !== 'string') return false;
  return value.configurationItemCaptureTime !== undefined || value.configurationItemStatus !== undefined;
}

function toContext(source: 'guardduty' | 'config', format: string, value: JsonObject): ContextItem {
  return { kind: 'context', format, source, value };
}

function toUnknown(value: Json): UnknownItem {
  return { kind: 'unknown', ...describeUnknown(value) };
}
