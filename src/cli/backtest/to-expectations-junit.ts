import { toJunit } from '../junit.ts';
import type { ExpectationResult } from './expectations.ts';

/** What was expected of rules as tests, one for each rule. */
export function toExpectationsJunit(results: readonly ExpectationResult[]): string {
  const tests = results.map(({ rule, expected, found, isMet }) => ({
    name: `${rule} leads to ${expected}`,
    ...(isMet ? {} : { failure: `expected ${expected}, found ${found}` }),
  }));
  return toJunit([{ name: 'backtest', tests }]);
}
