import type { Issue } from '../issue.ts';
import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import { parseCidr } from './cidr.ts';
import { COMPARABLE_MAX, isComparable } from './comparable-number.ts';
import type { Matcher, TextTest } from './matcher.ts';
import { parseNumeric } from './parse-numeric.ts';
import { invalidPattern, type PatternPath } from './pattern-issue.ts';
import { parseWildcard } from './wildcard.ts';

/** The operators of a matcher object, as they are written in a pattern. */
export const OPERATORS: readonly string[] = [
  'exactly',
  'prefix',
  'suffix',
  'equals-ignore-case',
  'wildcard',
  'anything-but',
  'numeric',
  'cidr',
  'exists',
];

/** One element of a list of matchers, or what is wrong with it; `path` leads to the element. */
export function parseMatcher(json: Json, path: PatternPath): Matcher | Issue {
  if (isJsonObject(json)) return parseExpression(json, path);
  if (Array.isArray(json)) {
    return invalidPattern(
      path,
      'a matcher must be a value or an object, not a list',
      'take the inner brackets away',
    );
  }
  return { kind: 'exact', value: json as string | number | boolean | null };
}

function parseExpression(json: JsonObject, path: PatternPath): Matcher | Issue {
  const [operator, ...others] = Object.keys(json);
  if (operator === undefined) {
    return invalidPattern(path, 'an empty object is no matcher', `name one of ${OPERATORS.join(', ')}`);
  }
  if (others.length > 0) {
    const hint = 'write one object for each operator; a list of matchers means any of them';
    return invalidPattern(
      path,
      `only one operator in a matcher, but this has \`${operator}\` and \`${others[0]}\``,
      hint,
    );
  }
  return parseOperator(operator, json[operator] ?? null, [...path, operator]);
}

function parseOperator(operator: string, operand: Json, path: PatternPath): Matcher | Issue {
  switch (operator) {
    case 'prefix':
    case 'suffix':
      return parseAffix(operator, operand, path);
    case 'exactly':
      return typeof operand === 'string' ? { kind: 'exact', value: operand } : mustBeText(operator, path);
    case 'equals-ignore-case':
      return typeof operand === 'string' ? { kind: operator, text: operand } : mustBeText(operator, path);
    case 'wildcard':
      return parseWildcardText(operand, path);
    case 'cidr':
      return parseCidrText(operand, path);
    case 'exists':
      return typeof operand === 'boolean'
        ? { kind: operator, exists: operand }
        : invalidPattern(path, '`exists` must be true or false');
    case 'numeric':
      return parseNumeric(operand, path);
    case 'anything-but':
      return parseAnythingBut(operand, path);
    default:
      return invalidPattern(
        path,
        `unknown operator \`${operator}\``,
        `the operators are ${OPERATORS.join(', ')}`,
      );
  }
}

function parseAffix(kind: 'prefix' | 'suffix', operand: Json, path: PatternPath): Matcher | Issue {
  if (typeof operand === 'string') return { kind, text: operand, ignoresCase: false };
  if (!isJsonObject(operand)) return mustBeText(kind, path);
  const [operator, ...others] = Object.keys(operand);
  if (operator !== 'equals-ignore-case' || others.length > 0) {
    return invalidPattern(path, `\`${kind}\` may hold a string or \`equals-ignore-case\` and nothing else`);
  }
  const text = operand[operator];
  return typeof text === 'string'
    ? { kind, text, ignoresCase: true }
    : mustBeText(operator, [...path, operator]);
}

function parseWildcardText(operand: Json, path: PatternPath): Matcher | Issue {
  if (typeof operand !== 'string') return mustBeText('wildcard', path);
  return wildcardIssue(operand, path) ?? { kind: 'wildcard', text: operand };
}

function wildcardIssue(text: string, path: PatternPath): Issue | undefined {
  const pieces = parseWildcard(text);
  if (!('problem' in pieces)) return undefined;
  return invalidPattern(
    path,
    `wildcard \`${text}\` has ${pieces.problem}`,
    'write `\\\\*` for a star and `\\\\\\\\` for a backslash',
  );
}

function parseCidrText(operand: Json, path: PatternPath): Matcher | Issue {
  if (typeof operand !== 'string') return mustBeText('cidr', path);
  const range = parseCidr(operand);
  if (!('problem' in range)) return { kind: 'cidr', text: operand };
  const hint = 'write `10.0.0.0/8` or `2001:db8::/32`; give a single address as a plain string';
  return invalidPattern(path, `\`${operand}\` is no address range: ${range.problem}`, hint);
}

function parseAnythingBut(operand: Json, path: PatternPath): Matcher | Issue {
  if (isJsonObject(operand)) return parseAnythingButText(operand, path);
  const values: readonly Json[] = Array.isArray(operand) ? operand : [operand as Json];
  if (values.length === 0) return invalidPattern(path, '`anything-but` has an empty list');
  const strings = values.filter((value) => typeof value === 'string');
  if (strings.length === values.length) return { kind: 'anything-but', values: strings };
  const numbers = values.filter((value) => typeof value === 'number');
  if (numbers.length < values.length) {
    return invalidPattern(path, '`anything-but` takes strings or numbers, of one kind in a list');
  }
  const bad = numbers.find((value) => !isComparable(value));
  if (bad === undefined) return { kind: 'anything-but', values: numbers };
  return invalidPattern(path, `\`${bad}\` is beyond ±${COMPARABLE_MAX} or has more than six decimals`);
}

function parseAnythingButText(operand: JsonObject, path: PatternPath): Matcher | Issue {
  const [operator, ...others] = Object.keys(operand);
  if (!isTextTest(operator) || others.length > 0) {
    const hint = '`anything-but` may hold prefix, suffix, equals-ignore-case or wildcard, one of them';
    return invalidPattern(
      path,
      `\`anything-but\` with \`${Object.keys(operand).join('`, `')}\` is not known`,
      hint,
    );
  }
  const inner = [...path, operator];
  const texts = Array.isArray(operand[operator]) ? operand[operator] : [operand[operator]];
  const strings = texts.filter((text: unknown) => typeof text === 'string');
  if (strings.length < texts.length || texts.length === 0)
    return mustBeText(operator, inner, ' or a list of strings');
  return (
    anythingButTextIssue(operator, strings, inner) ?? {
      kind: 'anything-but-text',
      test: operator,
      texts: strings,
    }
  );
}

function anythingButTextIssue(
  test: TextTest,
  texts: readonly string[],
  path: PatternPath,
): Issue | undefined {
  for (const text of texts) {
    if (text === '' && (test === 'prefix' || test === 'suffix')) {
      return invalidPattern(path, `an empty \`${test}\` inside \`anything-but\` leaves nothing to match`);
    }
    const issue = test === 'wildcard' ? wildcardIssue(text, path) : undefined;
    if (issue !== undefined) return issue;
  }
  return undefined;
}

function isTextTest(operator: string | undefined): operator is TextTest {
  return (
    operator === 'prefix' ||
    operator === 'suffix' ||
    operator === 'equals-ignore-case' ||
    operator === 'wildcard'
  );
}

function mustBeText(operator: string, path: PatternPath, alternative = ''): Issue {
  return invalidPattern(path, `\`${operator}\` must be a string${alternative}`);
}
