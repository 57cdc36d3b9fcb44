import { parseInstant } from '../instant.ts';
import { isJsonObject, type Json, type JsonObject } from '../json.ts';

/** Identities longer than this are refused: AWS's own limits are 2,048 (ProductArn) and 512 (Id), and both are exceeded. */
export const IDENTITY_LENGTH_MAX = 4096;

/** Findings with more resources are refused: AWS's own limit is 32. */
export const RESOURCES_MAX = 1000;

const QUOTED_LENGTH_MAX = 64;

/**
 * Why a value cannot be a finding, for its quarantine; undefined when it is a `Finding`, that is, an object with a
 * ProductArn, an Id and a readable UpdatedAt, and no more than `RESOURCES_MAX` resources. Everything else may be
 * missing or of any type.
 */
export function checkFinding(value: Json): string | undefined {
  if (!isJsonObject(value)) return `not a JSON object but ${kindOf(value)}`;
  return (
    checkIdentity(value, 'ProductArn') ??
    checkIdentity(value, 'Id') ??
    checkUpdatedAt(value) ??
    checkResources(value)
  );
}

function checkIdentity(value: JsonObject, name: string): string | undefined {
  const text = value[name];
  if (text === undefined) return `\`${name}\` is missing`;
  if (typeof text !== 'string') return `\`${name}\` is not a string but ${kindOf(text)}`;
  if (text.trim() === '') return `\`${name}\` is empty`;
  if (text.length <= IDENTITY_LENGTH_MAX) return undefined;
  return `\`${name}\` has ${text.length} characters, more than ${IDENTITY_LENGTH_MAX}`;
}

function checkUpdatedAt(value: JsonObject): string | undefined {
  const text = value.UpdatedAt;
  if (text === undefined) return '`UpdatedAt` is missing';
  if (typeof text !== 'string') return `\`UpdatedAt\` is not a string but ${kindOf(text)}`;
  return parseInstant(text) === undefined
    ? `\`UpdatedAt\` is not a date and time: \`${cut(text)}\``
    : undefined;
}

function checkResources({ Resources }: JsonObject): string | undefined {
  if (!Array.isArray(Resources) || Resources.length <= RESOURCES_MAX) return undefined;
  return `\`Resources\` has ${Resources.length} elements, more than ${RESOURCES_MAX}`;
}

function kindOf(value: Json): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'an array';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

function cut(text: string): string {
  return text.length <= QUOTED_LENGTH_MAX ? text : `${text.slice(0, QUOTED_LENGTH_MAX)}…`;
}
