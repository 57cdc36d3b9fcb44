import type { Buffer } from 'node:buffer';
import { isJsonObject, type Json, stringAt } from '../../core/json.ts';
import { describeBroken } from './broken-text.ts';
import { CLOSE_OBJECT, RETURN } from './bytes.ts';

/** Whether the line that ends at `lineEnd` can be an object by itself: cheaper to ask than a failed JSON.parse. */
export function endsObject(bytes: Buffer, lineEnd: number): boolean {
  const last = bytes[lineEnd - 1];
  return last === CLOSE_OBJECT || (last === RETURN && bytes[lineEnd - 2] === CLOSE_OBJECT);
}

/** What `text` is as JSON, or why it is none. */
export type ParsedText =
  | { readonly value: Json; readonly error?: undefined }
  | { readonly value?: undefined; readonly error: string };

/** Parses `text`; never throws. */
export function parseJson(text: string): ParsedText {
  try {
    return { value: JSON.parse(text) as Json };
  } catch (error) {
    return { error: describeBroken(text, error) };
  }
}

/** Whether `value` has a list that is read one element at a time (`LIST_MEMBERS`). */
export function holdsList(value: Json): boolean {
  if (!isJsonObject(value)) return false;
  return (
    Array.isArray(value.Findings) || Array.isArray(value.findings) || Array.isArray(value.configurationItems)
  );
}

/** What follows a list in its object (`, "NextToken": "…"}`), as an object that can be parsed. */
export function restToObject(rest: string): string {
  return `{"":0${rest}`;
}

/** The instant of reading (text, unchecked) that stands beside a list of findings. */
export function readAtOf(value: Json | undefined): string | undefined {
  return stringAt(value, 'ReadAt');
}
