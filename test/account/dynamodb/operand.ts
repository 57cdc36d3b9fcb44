import type { AttributeValue, Item } from './attribute-value.ts';
import type { DocumentPath, FunctionCall, Operand } from './dynalite.ts';

/** True for the path of an attribute. */
export function isPath(operand: Operand): operand is DocumentPath {
  return Array.isArray(operand);
}

/** True for a function, a sum or a difference. */
export function isCall(operand: Operand): operand is FunctionCall {
  return 'type' in operand;
}

/** What stands at `path`; undefined where a step is missing. */
export function valueAt(path: DocumentPath, item: Item): AttributeValue | undefined {
  let value: AttributeValue | undefined = { M: item };
  for (const step of path) {
    value = typeof step === 'number' ? value?.L?.[step] : value?.M?.[step];
    if (value === undefined) return undefined;
  }
  return value;
}
