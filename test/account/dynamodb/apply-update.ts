import { validationError } from '../http/service-error.ts';
import { type AttributeValue, type Item, typeOf } from './attribute-value.ts';
import { addNumbers, type DocumentPath, type Operand, type UpdateAction } from './dynalite.ts';
import { isCall, isPath, valueAt } from './operand.ts';

/**
 * The item that an update expression makes of `item`. All actions read the item as it was before any of them, and
 * elements of lists are counted as they were, whatever else the expression removes.
 */
export function applyUpdate(actions: readonly UpdateAction[], item: Item): Item {
  const changes = actions.map((action) => ({ path: action.path, value: newValueOf(action, item) }));
  let updated: AttributeValue = { M: item };
  for (const { path, value } of changes) {
    if (value !== undefined) updated = withValue(updated, path, value);
  }
  for (const { path } of changes.filter(({ value }) => value === undefined).sort(fromTheEnd)) {
    updated = withoutValue(updated, path);
  }
  return updated.M ?? {};
}

/** Undefined for an attribute that goes. */
function newValueOf(action: UpdateAction, item: Item): AttributeValue | undefined {
  const old = valueAt(action.path, item);
  switch (action.type) {
    case 'set':
      return evaluate(action.val ?? [], item);
    case 'remove':
      return undefined;
    case 'add':
      return added(old, evaluate(action.val ?? [], item));
    case 'delete':
      return old === undefined ? undefined : withoutElements(old, evaluate(action.val ?? [], item));
  }
}

function evaluate(operand: Operand, item: Item): AttributeValue {
  if (isPath(operand)) return valueAt(operand, item) ?? missing();
  if (!isCall(operand)) return operand;
  const [first, second] = operand.args;
  if (first === undefined || second === undefined) throw wrongType();
  if (operand.name === 'if_not_exists') {
    return (isPath(first) ? valueAt(first, item) : undefined) ?? evaluate(second, item);
  }
  const [a, b] = [evaluate(first, item), evaluate(second, item)];
  if (operand.name === 'list_append') {
    if (a.L === undefined || b.L === undefined) throw wrongType();
    return { L: [...a.L, ...b.L] };
  }
  if (a.N === undefined || b.N === undefined) throw wrongType();
  return { N: addNumbers(a.N, b.N, operand.type === 'subtract' ? -1 : 1) };
}

function added(old: AttributeValue | undefined, more: AttributeValue): AttributeValue {
  if (old === undefined) return more;
  if (typeOf(old) !== typeOf(more)) throw wrongType();
  if (old.N !== undefined && more.N !== undefined) return { N: addNumbers(old.N, more.N) };
  return { [typeOf(old)]: [...new Set([...elementsOf(old), ...elementsOf(more)])] };
}

function withoutElements(old: AttributeValue, gone: AttributeValue): AttributeValue | undefined {
  if (typeOf(old) !== typeOf(gone)) throw wrongType();
  const left = new Set(elementsOf(old));
  for (const element of elementsOf(gone)) left.delete(element);
  return left.size === 0 ? undefined : { [typeOf(old)]: [...left] };
}

function elementsOf(set: AttributeValue): readonly string[] {
  return set.SS ?? set.NS ?? set.BS ?? [];
}

function withValue(parent: AttributeValue, path: DocumentPath, value: AttributeValue): AttributeValue {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  if (typeof step === 'number' && parent.L !== undefined) {
    const list = [...parent.L];
    // A place beyond the end means the end.
    const place = Math.min(step, list.length);
    list[place] = rest.length === 0 ? value : withValue(parent.L[step] ?? noSuchPath(), rest, value);
    return { L: list };
  }
  if (typeof step === 'number' || parent.M === undefined) return noSuchPath();
  const child = rest.length === 0 ? value : withValue(parent.M[step] ?? noSuchPath(), rest, value);
  return { M: { ...parent.M, [step]: child } };
}

function withoutValue(parent: AttributeValue, path: DocumentPath): AttributeValue {
  const [step, ...rest] = path;
  if (typeof step === 'number' && parent.L !== undefined) {
    const child = parent.L[step];
    if (rest.length === 0 || child === undefined) return { L: parent.L.filter((_, index) => index !== step) };
    return { L: parent.L.with(step, withoutValue(child, rest)) };
  }
  if (typeof step !== 'string' || parent.M === undefined) return noSuchPath();
  const { [step]: child, ...others } = parent.M;
  if (rest.length === 0) return { M: others };
  return { M: { ...parent.M, [step]: withoutValue(child ?? noSuchPath(), rest) } };
}

/** Later elements of a list go first, so that the places of the others stay what they were. */
function fromTheEnd(a: { readonly path: DocumentPath }, b: { readonly path: DocumentPath }): number {
  return Number(b.path.at(-1)) - Number(a.path.at(-1)) || 0;
}

function missing(): never {
  throw validationError('The provided expression refers to an attribute that does not exist in the item');
}

function noSuchPath(): never {
  throw validationError('The document path provided in the update expression is invalid for update');
}

function wrongType(): Error {
  return validationError('An operand in the update expression has an incorrect data type');
}
