// There are endless values, but only so many kinds of them that some patterns can tell apart. For `[a, {prefix: b}]`
// these are `a`, what begins with `b`, and everything else. One value stands for each kind, so that a question about
// all values is one about a few, and a set of kinds is a number with a bit for each:
//
//     bit 0: absent   bit 1: 'a'   bit 2: 'b…'   bit 3: '…'      [a, {prefix: b}] = 0b0110      [{exists: false}] = 0b0001
//
// What a text begins with and ends in can be chosen freely, given something between that no pattern mentions. Whether
// such a text has an address, another spelling or a star pattern in it is not told by these: then there are two
// kinds, of which only the one that its value shows is known to have any.

import { isComparable } from '../pattern/comparable-number.ts';
import { compileMatchers } from '../pattern/compile-matchers.ts';
import type { Matcher, Scalar } from '../pattern/matcher.ts';
import type { MemberValues } from './member-values.ts';
import { isAddress, type Questions, questionsOf, questionText, withoutNegation } from './questions.ts';

/** A set of kinds of values: one bit for each, the lowest for no value at all. */
export type Kinds = bigint;

/** The kind of having no value. */
export const ABSENT: Kinds = 1n;

/** The kinds of values of one member that some patterns tell apart. */
export interface ValueClasses {
  readonly arity: MemberValues['arity'];
  /** All kinds that the member may have, `ABSENT` among them where it may be absent. */
  readonly all: Kinds;
  /** Kinds that a value is known of. */
  readonly real: Kinds;
  /** Kinds with one value and no more. */
  readonly single: Kinds;
  /** A value of each kind by its bit; undefined at that of absence. */
  readonly values: readonly (Scalar | undefined)[];
  /** The kinds that pass a list of matchers, which must be among those given at the start. */
  passing(matchers: readonly Matcher[]): Kinds;
}

/** More questions than this that are not told by one value are not answered. */
const OTHERS_MAX = 4;

/** Members with more kinds of values than this are not looked into. */
const KINDS_MAX = 2048;

/** What an unknown member may hold: any scalar, any number of them. */
export const ANY_VALUES: MemberValues = { arity: 'list' };

/**
 * The kinds of values that these matchers tell apart at a member; undefined where there are too many. `isAnyType` for
 * members that may hold numbers, booleans and null beside texts.
 */
export function valueClasses(
  matchers: readonly Matcher[],
  member: MemberValues,
  isAnyType = false,
): ValueClasses | undefined {
  const questions = questionsOf(matchers);
  const kinds = member.arity === 'none' ? [] : kindsOfValues(questions, member, isAnyType);
  if (kinds === undefined || kinds.length > KINDS_MAX) return undefined;
  const of = (isIn: (kind: Kind) => boolean) => maskOf(kinds, isIn);
  const absent = member.arity === 'one' ? 0n : ABSENT;
  const bitOfValue = new Map(kinds.map(({ value }, index) => [value, 1n << BigInt(index + 1)]));
  return {
    arity: member.arity,
    all: of(() => true) | absent,
    real: of(({ isReal }) => isReal) | absent,
    single: of(({ isSingle }) => isSingle),
    values: [undefined, ...kinds.map(({ value }) => value)],
    passing: (list) => {
      const bits = list.map((matcher) => bitOfExact(matcher, bitOfValue));
      if (!bits.includes(undefined)) return bits.reduce<Kinds>((sum, bit) => sum | (bit ?? 0n), 0n);
      const { test, isAbsenceEnough } = compileMatchers(list);
      const tests = list.map(kindTest);
      const passes = (kind: Kind) =>
        kind.answers === undefined ? test(kind.value) : tests.some((isPassing) => isPassing(kind));
      return of(passes) | (isAbsenceEnough ? ABSENT : 0n);
    },
  };
}

interface Kind {
  readonly value: Scalar;
  readonly isReal: boolean;
  readonly isSingle: boolean;
  /** How the questions are answered that the value itself does not answer for all of its kind. */
  readonly answers?: ReadonlyMap<string, boolean>;
}

/** The kind that an exact value is by itself; undefined for all that passes more than itself. */
function bitOfExact(matcher: Matcher, bitOfValue: ReadonlyMap<Scalar, Kinds>): Kinds | undefined {
  if (matcher.kind !== 'exact' || isAddress(matcher.value)) return undefined;
  return bitOfValue.get(matcher.value) ?? 0n;
}

function maskOf(kinds: readonly Kind[], isIn: (kind: Kind) => boolean): Kinds {
  let mask = 0n;
  for (const [index, kind] of kinds.entries()) if (isIn(kind)) mask |= 1n << BigInt(index + 1);
  return mask;
}

/** Whether a kind passes a matcher; `anything-but` compares texts as they are written, addresses too. */
function kindTest(matcher: Matcher): (kind: Kind) => boolean {
  const isNegated = matcher.kind === 'anything-but' || matcher.kind === 'anything-but-text';
  const inner = withoutNegation(matcher).map((each) => ({
    question: isNegated && each.kind === 'exact' ? undefined : questionText(each),
    test: compileMatchers([each]).test,
  }));
  return ({ value, answers }) => {
    const isAny = inner.some(
      ({ question, test }) => (question === undefined ? undefined : answers?.get(question)) ?? test(value),
    );
    return isNegated !== isAny;
  };
}

function kindsOfValues(
  questions: Questions,
  member: MemberValues,
  isAnyType: boolean,
): readonly Kind[] | undefined {
  if (member.all !== undefined) return member.all.map(singleKind);
  const texts = textsWithoutEnd(questions, member);
  const others = [...questions.others.values()];
  if (others.length > OTHERS_MAX || texts.length << others.length > KINDS_MAX) return undefined;
  const named = [...questions.exact, ...(member.known ?? [])].filter((value) =>
    typeof value === 'string' ? (member.isValue?.(value) ?? true) : isAnyType,
  );
  const scalars = isAnyType ? [true, false, null, ...numbersAround(questions)] : [];
  return [
    ...[...new Set([...named, ...scalars])].map((value) => ({
      ...singleKind(value),
      isReal: isCertain(value, member),
    })),
    ...texts.flatMap((text) => kindsOfText(text, others, member)),
  ];
}

function singleKind(value: Scalar): Kind {
  return { value, isReal: true, isSingle: true };
}

function isCertain(value: Scalar, { isCertain: isSure, isValue }: MemberValues): boolean {
  return typeof value !== 'string' || ((isSure ?? isValue)?.(value) ?? true);
}

/** A text for each way to begin and end that is asked about; what stands between is in no pattern. */
function textsWithoutEnd(questions: Questions, member: MemberValues): readonly string[] {
  const filler = unmentioned(questions);
  const between = member.inside === undefined ? filler : `${filler}${member.inside}${filler}`;
  const starts = new Set(['', ...questions.prefixes, ...(member.starts ?? [])]);
  const texts: string[] = [];
  for (const start of starts) {
    if (!(member.starts?.some((needed) => start.startsWith(needed)) ?? true)) continue;
    for (const end of new Set(['', ...questions.suffixes])) texts.push(start + between + end);
  }
  return texts;
}

const PRIVATE_USE_FIRST = 0xe000;

/** A character that stands in no text that is asked about. */
function unmentioned({ exact, prefixes, suffixes, others }: Questions): string {
  const texts = [...exact, ...prefixes, ...suffixes, ...others.keys()].join('');
  let code = PRIVATE_USE_FIRST;
  while (texts.includes(String.fromCharCode(code))) code += 1;
  return String.fromCharCode(code);
}

/** The kinds that a text may stand for, with every way to answer what it does not tell. */
function kindsOfText(text: string, others: readonly Matcher[], member: MemberValues): readonly Kind[] {
  const isReal = isCertain(text, member);
  const own = others.map((matcher) => compileMatchers([matcher]).test(text));
  return Array.from({ length: 1 << others.length }, (_, bits): Kind => {
    const answers = others.map((matcher, at) => [questionText(matcher), ((bits >> at) & 1) === 1] as const);
    const isOwn = answers.every(([, answer], at) => answer === own[at]);
    return { value: text, isReal: isReal && isOwn, isSingle: false, answers: new Map(answers) };
  });
}

const INCOMPARABLE = [7e11, 0.123456789];

/** The numbers asked about, one between every two of them, one beyond each end, and some that no range takes. */
function numbersAround({ exact, bounds }: Questions): readonly number[] {
  const asked = [...exact].filter((value) => typeof value === 'number');
  const sorted = [...new Set([...asked, ...bounds])].sort((a, b) => a - b);
  const [first = 0] = sorted;
  const last = sorted.at(-1) ?? 0;
  const between = sorted.slice(1).flatMap((high, at) => {
    const low = sorted[at] ?? high;
    const middle = Number(((low + high) / 2).toFixed(6));
    return low < middle && middle < high && isComparable(middle) ? [middle] : [];
  });
  return [...sorted, ...between, first - 1, last + 1, ...INCOMPARABLE];
}
