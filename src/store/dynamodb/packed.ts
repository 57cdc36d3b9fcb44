import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { StoreError } from '../../store.ts';

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

/** The value that `toPacked` made an attribute of. Throws StoreError for what it has not made. */
export function fromPacked<T>(attribute: AttributeValue | undefined): T {
  const text = attribute?.S ?? inflated(attribute?.B);
  try {
    return JSON.parse(text ?? '') as T;
  } catch (cause) {
    const what = 'the table holds an item that cannot be read';
    throw new StoreError(`${what}: another version of corroborate wrote it, or it is spoilt`, { cause });
  }
}

function inflated(bytes: Uint8Array | undefined): string | undefined {
  try {
    return bytes && inflateRawSync(bytes).toString('utf8');
  } catch {
    // As good as none.
    return undefined;
  }
}
