import { isInRange, parseCidr } from './cidr.ts';
import { isComparable } from './comparable-number.ts';
import { foldedEndsWith, foldedEquals, foldedStartsWith, foldText } from './folded-text.ts';
import { parseIpAddress } from './ip-address.ts';
import type { Matcher, NumericRange, Scalar, TextTest } from './matcher.ts';
import { matchWildcard, parseWildcard, type WildcardPieces } from './wildcard.ts';

/** True for a value that passes. */
export type ValueTest = (value: Scalar) => boolean;

/** A list of matchers made ready: a value passes when it passes any of them. */
export interface CompiledMatchers {
  readonly test: ValueTest;
  /** True when `exists: false` is among the matchers. */
  readonly isAbsenceEnough: boolean;
}

/** Compiles the list of matchers of one path. */
export function compileMatchers(matchers: readonly Matcher[]): CompiledMatchers {
  const values = new Set<Scalar>();
  const tests: ValueTest[] = [];
  for (const matcher of matchers) {
    if (matcher.kind === 'exact') values.add(matcher.value);
    const test = compileMatcher(matcher);
    if (test !== undefined) tests.push(test);
  }
  const isAbsenceEnough = matchers.some((matcher) => matcher.kind === 'exists' && !matcher.exists);
  return { test: anyTest(values, tests), isAbsenceEnough };
}

function anyTest(values: ReadonlySet<Scalar>, tests: readonly ValueTest[]): ValueTest {
  const [only] = values.size === 0 ? tests : values;
  if (tests.length === 0 && values.size === 1) return (value) => value === only;
  if (tests.length === 1 && values.size === 0) return tests[0] as ValueTest;
  return (value) => {
    if (values.has(value)) return true;
    for (const test of tests) if (test(value)) return true;
    return false;
  };
}

function compileMatcher(matcher: Matcher): ValueTest | undefined {
  switch (matcher.kind) {
    case 'exact':
      return compileAddress(matcher.value);
    case 'prefix':
    case 'suffix':
      return ofText(compileAffix(matcher.kind, matcher.text, matcher.ignoresCase));
    case 'equals-ignore-case':
    case 'wildcard':
      return ofText(compileText(matcher.kind, matcher.text));
    case 'cidr':
      return compileCidr(matcher.text);
    case 'numeric':
      return compileNumeric(matcher);
    case 'exists':
      return matcher.exists ? () => true : undefined;
    case 'anything-but':
      return compileAnythingBut(new Set(matcher.values));
    case 'anything-but-text':
      return compileAnythingButText(matcher.test, matcher.texts);
  }
}

// A string that is an IP address equals every spelling of that address (aws/event-ruler, ipToRangeIfPossible).
function compileAddress(expected: Scalar): ValueTest | undefined {
  const address = typeof expected === 'string' ? parseIpAddress(expected) : undefined;
  if (address === undefined) return undefined;
  return (value) => typeof value === 'string' && parseIpAddress(value) === address;
}

function compileCidr(text: string): ValueTest {
  const range = parseCidr(text);
  if ('problem' in range) throw new Error(`unchecked address range: ${range.problem}`);
  return (value) => {
    const address = typeof value === 'string' ? parseIpAddress(value) : undefined;
    return address !== undefined && isInRange(address, range);
  };
}

function compileNumeric({ min, isMinOpen, max, isMaxOpen }: NumericRange): ValueTest {
  return (value) =>
    typeof value === 'number' &&
    (isMinOpen ? value > min : value >= min) &&
    (isMaxOpen ? value < max : value <= max) &&
    isComparable(value);
}

function compileAnythingBut(values: ReadonlySet<Scalar>): ValueTest {
  return (value) => !values.has(value);
}

function compileAnythingButText(test: TextTest, texts: readonly string[]): ValueTest {
  const excluded = texts.map((text) => compileText(test, text));
  return (value) => typeof value !== 'string' || !excluded.some((isExcluded) => isExcluded(value));
}

function compileText(test: TextTest, text: string): (value: string) => boolean {
  switch (test) {
    case 'prefix':
    case 'suffix':
      return compileAffix(test, text, false);
    case 'wildcard': {
      const pieces = checkedPieces(text);
      return (value) => matchWildcard(pieces, value);
    }
    case 'equals-ignore-case': {
      const folded = foldText(text);
      return (value) => foldedEquals(folded, value);
    }
  }
}

function compileAffix(
  kind: 'prefix' | 'suffix',
  text: string,
  ignoresCase: boolean,
): (value: string) => boolean {
  if (!ignoresCase) {
    return kind === 'prefix' ? (value) => value.startsWith(text) : (value) => value.endsWith(text);
  }
  const folded = foldText(text);
  return kind === 'prefix'
    ? (value) => foldedStartsWith(folded, value)
    : (value) => foldedEndsWith(folded, value);
}

function checkedPieces(text: string): WildcardPieces {
  const pieces = parseWildcard(text);
  if ('problem' in pieces) throw new Error(`unchecked wildcard: ${pieces.problem}`);
  return pieces;
}

function ofText(test: (value: string) => boolean): ValueTest {
  return (value) => typeof value === 'string' && test(value);
}
