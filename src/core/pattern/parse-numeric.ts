import type { Issue } from '../issue.ts';
import type { Json } from '../json.ts';
import { COMPARABLE_MAX, isComparable } from './comparable-number.ts';
import type { NumericRange } from './matcher.ts';
import { invalidPattern, type PatternPath } from './pattern-issue.ts';

const HINT = 'write ["=", 5], [">", 0] or [">=", 0, "<", 100]';

/** The range of a `numeric` list such as `[">", 0, "<=", 5]`, or what is wrong with it. */
export function parseNumeric(operand: Json, path: PatternPath): NumericRange | Issue {
  if (!Array.isArray(operand)) return invalidPattern(path, '`numeric` must be a list', HINT);
  const [operator, bound, ...rest] = operand as readonly Json[];
  if (!isOperator(operator)) {
    return invalidPattern([...path, 0], `\`numeric\` must start with one of = < <= > >=`, HINT);
  }
  const issue = boundIssue(operator, bound, [...path, 1]);
  if (issue !== undefined) return issue;
  const range = rangeOf(operator, bound as number);
  if (rest.length === 0) return range;
  if (!operator.startsWith('>')) {
    return invalidPattern([...path, 2], `\`${operator}\` cannot be followed by a second bound`, HINT);
  }
  return withTop(range, rest, path);
}

function withTop(range: NumericRange, rest: readonly Json[], path: PatternPath): NumericRange | Issue {
  const [operator, bound] = rest;
  if (operator !== '<' && operator !== '<=') {
    return invalidPattern([...path, 2], 'the second operator of a range must be < or <=', HINT);
  }
  const issue = boundIssue(operator, bound, [...path, 3]);
  if (issue !== undefined) return issue;
  if (rest.length > 2) return invalidPattern([...path, 4], '`numeric` has more than two bounds', HINT);
  const max = bound as number;
  if (range.min >= max)
    return invalidPattern(path, 'the lower bound must be less than the upper bound', HINT);
  return { ...range, max, isMaxOpen: operator === '<' };
}

function boundIssue(operator: string, bound: Json | undefined, path: PatternPath): Issue | undefined {
  if (typeof bound !== 'number') return invalidPattern(path, `\`${operator}\` needs a number`, HINT);
  if (isComparable(bound)) return undefined;
  return invalidPattern(path, `\`${bound}\` is beyond ±${COMPARABLE_MAX} or has more than six decimals`);
}

function rangeOf(operator: '=' | '<' | '<=' | '>' | '>=', bound: number): NumericRange {
  return {
    kind: 'numeric',
    min: operator.startsWith('<') ? -COMPARABLE_MAX : bound,
    isMinOpen: operator === '>',
    max: operator.startsWith('>') ? COMPARABLE_MAX : bound,
    isMaxOpen: operator === '<',
  };
}

function isOperator(operator: Json | undefined): operator is '=' | '<' | '<=' | '>' | '>=' {
  return operator === '=' || operator === '<' || operator === '<=' || operator === '>' || operator === '>=';
}
