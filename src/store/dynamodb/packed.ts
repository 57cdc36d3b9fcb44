import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';

/** Below this many characters deflating saves no write unit worth its time. */
const PLAIN_LENGTH_MAX = 512;

/**
 * A JSON value as an attribute: text while it is short, so that people can read it in a table, else deflated: what
 * is written is paid by the kilobyte. Lone surrogates stay escaped, since DynamoDB takes UTF-8 alone.
 */
export function toPacked(value: unknown): AttributeValue {
  const text = JSON.stringify(value);
  return text.length <= PLAIN_LENGTH_MAX ? { S: text } : { B: deflateRawSync(text) };
}

/** The value that `toPacked` made an attribute of. */
export function fromPacked<T>(attribute: AttributeValue | undefined): T {
  if (attribute?.S !== undefined) return JSON.parse(attribute.S) as T;
  if (attribute?.B === undefined) throw new Error('an item without the attribute that holds its value');
  return JSON.parse(inflateRawSync(attribute.B).toString('utf8')) as T;
}
