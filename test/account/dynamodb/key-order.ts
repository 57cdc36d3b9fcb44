import type { AttributeValue } from './attribute-value.ts';
import { numberOrder } from './dynalite.ts';

/**
 * Text that sorts, compared with `<`, as DynamoDB sorts the value: strings by their bytes in UTF-8, numbers by value,
 * binary by bytes. Undefined for a value that has no order.
 */
export function orderOf(value: AttributeValue | undefined): string | undefined {
  if (value === undefined) return undefined;
  if (value.S !== undefined) return stringOrder(value.S);
  if (value.N !== undefined) return numberOrder(value.N);
  return value.B === undefined ? undefined : Buffer.from(value.B, 'base64').toString('latin1');
}

/** What follows the order of every string that begins with that of `order`. */
export function endOfPrefix(order: string): string {
  return `${order}\uffff`;
}

const ABOVE_ASCII_ORDER = /[\ud800-\uffff]/;

/**
 * JavaScript compares code units, and there surrogates, which stand for characters beyond U+FFFF, come before U+E000.
 * Changing places with the units above them makes code units sort as UTF-8 bytes do.
 */
function stringOrder(text: string): string {
  if (!ABOVE_ASCII_ORDER.test(text)) return text;
  const units = Array.from({ length: text.length }, (_, index) => {
    const unit = text.charCodeAt(index);
    if (unit < 0xd800) return unit;
    return unit < 0xe000 ? unit + 0x2000 : unit - 0x800;
  });
  return String.fromCharCode(...units);
}
