import { PRODUCT } from '../../core/finding/product-of.ts';
import { withoutControls } from '../../core/harmless-text.ts';
import { quoted } from '../../core/issue.ts';
import { isJsonObject, type Json, type JsonObject, memberOf } from '../../core/json.ts';
import type { Pattern } from '../../core/pattern/pattern.ts';
import type { Path } from './mutant.ts';
import { doubledAt, withoutAt } from './without-at.ts';

/** A pattern with one of its demands taken away, or one of the values that it takes. */
export interface PatternMutant {
  /** `Compliance.Status dropped`, `Normalized.Type without Backdoor:EC2/Spambot`. */
  readonly name: string;
  readonly path: Path;
  /** Whether the mutant lets more findings pass than the pattern, or fewer. */
  readonly effect: 'widens' | 'narrows';
  /** A finding that only one of the two lets pass. */
  readonly telling: string;
  toPattern(): Pattern;
}

/**
 * The mutants of a pattern that `parsePattern` has accepted: each member no longer demanded, each value of a list no
 * longer taken (or, in `anything-but`, no longer refused), each alternative of a `$or` left out. Left out are those
 * that nothing can tell from the pattern.
 */
export function patternMutants({ json }: Pattern): readonly PatternMutant[] {
  return mutantsIn(json, json, [], '').filter(({ path }) => !isImplied(json, path));
}

function mutantsIn(root: JsonObject, object: JsonObject, outer: Path, outerText: string): PatternMutant[] {
  return Object.entries(object).flatMap(([name, value]) => {
    const path = [...outer, name];
    const text = `${outerText}${name}`;
    if (isJsonObject(value)) return mutantsIn(root, value, path, `${text}.`);
    if (!Array.isArray(value)) return [];
    const dropped = memberDropped(root, path, text);
    return [...dropped, ...(isOr(name, value) ? orMutants : leafMutants)(root, value, path, text)];
  });
}

// A `$or` that is no list of at least two objects is the name of a member (`parsePattern`).
function isOr(name: string, list: readonly Json[]): boolean {
  return name === '$or' && list.length >= 2 && list.every(isJsonObject);
}

/** None where an alternative of `$or` would be left without a demand: it would be the whole `$or` that is dropped. */
function memberDropped(root: JsonObject, path: Path, text: string): readonly PatternMutant[] {
  if (withoutAt(root, path) === undefined) return [];
  return [
    {
      name: named(`${text} dropped`),
      path,
      effect: 'widens',
      telling: `a finding that its pattern refuses for ${quoted(text)} alone`,
      toPattern: () => toPattern(withoutAt(root, path)),
    },
  ];
}

function orMutants(root: JsonObject, list: readonly Json[], path: Path, text: string): PatternMutant[] {
  return list.flatMap((alternative, index) => {
    const at = [...path, index];
    const inside = isJsonObject(alternative) ? mutantsIn(root, alternative, at, `${text}.${index + 1}.`) : [];
    // Two are the least that a `$or` takes: the other one stands twice then.
    const other = list.length === 2 ? list[1 - index] : undefined;
    const toJson = () => (other === undefined ? withoutAt(root, at) : doubledAt(root, path, other));
    const dropped: PatternMutant = {
      name: named(`${text} without alternative ${index + 1}`),
      path: at,
      effect: 'narrows',
      telling: `a finding that passes alternative ${index + 1} of ${quoted(text)} alone`,
      toPattern: () => toPattern(toJson()),
    };
    return [dropped, ...inside];
  });
}

function leafMutants(root: JsonObject, list: readonly Json[], path: Path, text: string): PatternMutant[] {
  return list.flatMap((value, index) => {
    const at = [...path, index];
    const refused = memberOf(value, 'anything-but');
    const values = Array.isArray(refused) ? refused : [];
    const taken = list.length < 2 ? [] : [valueDropped(root, value, at, text)];
    return [...taken, ...(values.length < 2 ? [] : refusalsDropped(root, values, at, text))];
  });
}

function valueDropped(root: JsonObject, value: Json, path: Path, text: string): PatternMutant {
  const word = matcherText(value);
  return {
    name: named(`${text} without ${word}`),
    path,
    effect: 'narrows',
    telling: `a finding that passes ${quoted(text)} by ${quoted(word)} alone`,
    toPattern: () => toPattern(withoutAt(root, path)),
  };
}

function refusalsDropped(root: JsonObject, values: readonly Json[], outer: Path, text: string) {
  return values.map((value, index): PatternMutant => {
    const word = matcherText(value);
    const path = [...outer, 'anything-but', index];
    return {
      name: named(`${text} anything-but without ${word}`),
      path,
      effect: 'widens',
      telling: `a finding with ${quoted(word)} in ${quoted(text)}`,
      toPattern: () => toPattern(withoutAt(root, path)),
    };
  });
}

/** Longest name of a mutant: as an explanation in a case file names it. */
const NAME_LENGTH_MAX = 160;

function named(text: string): string {
  const cut = text.length > NAME_LENGTH_MAX ? `${text.slice(0, NAME_LENGTH_MAX)}…` : text;
  return withoutControls(cut);
}

/** A matcher as a name has it: `Backdoor:EC2/Spambot`, `prefix Backdoor:EC2/`, `numeric >= 7`. */
function matcherText(value: Json): string {
  if (Array.isArray(value)) return value.slice(0, NAME_LENGTH_MAX).map(matcherText).join(' ');
  if (!isJsonObject(value)) return String(value);
  return Object.entries(value)
    .map(([operator, operand]) => `${operator} ${matcherText(operand ?? null)}`)
    .join(' ');
}

/** What passes every finding, where no other demand is left. */
const EVERY_FINDING: JsonObject = { Id: [{ exists: true }] };

function toPattern(json: JsonObject | undefined): Pattern {
  return { json: json === undefined || Object.keys(json).length === 0 ? EVERY_FINDING : json };
}

/** Whether what stands at `path` follows from what every finding has, or from the rest of the pattern. */
function isImplied(json: JsonObject, path: Path): boolean {
  const [name = '', ...inner] = path;
  if (inner.length === 0) return NEVER_ABSENT.has(String(name)) && demandsPresence(json[name]);
  return path.join('.') === 'Normalized.Product' && isOfControl(json.Normalized);
}

/** What every finding has (`checkFinding`). */
const NEVER_ABSENT: ReadonlySet<string> = new Set(['Id', 'ProductArn', 'UpdatedAt']);

function demandsPresence(list: Json | undefined): boolean {
  return Array.isArray(list) && list.some((matcher: Json) => memberOf(matcher, 'exists') === true);
}

/** Only findings of Security Hub have a control. */
function isOfControl(normalized: Json | undefined): boolean {
  const products = memberOf(normalized, 'Product');
  const controls = memberOf(normalized, 'Control');
  const demandsControl = Array.isArray(controls) && controls.every((control) => typeof control === 'string');
  return demandsControl && Array.isArray(products) && products.includes(PRODUCT.securityHub);
}
