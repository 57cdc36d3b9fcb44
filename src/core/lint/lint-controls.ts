import type { BusClause } from '../bus/bus-clause.ts';
import { letsEverythingIn, toBusClauses } from '../bus/bus-clauses.ts';
import { awsProductArnMatcher } from '../bus/product-arn-matchers.ts';
import { type Issue, quoted } from '../issue.ts';
import type { Signal } from '../rule/rule.ts';
import { signalPath } from '../rule/signal-path.ts';
import { warning } from './lint-issue.ts';

/**
 * Warns of a signal that lets all control findings into the account: Security Hub has one for each control and each
 * resource, passed ones too, and writes them again twice a day. Other products cannot be told apart any further.
 */
export function lintControls(signal: Signal): readonly Issue[] {
  if (signal.match.some(letsEverythingIn)) return [];
  if (!signal.match.flatMap(toBusClauses).some(letsInAllControls)) return [];
  const message = `the signal ${quoted(signal.name)} lets every control finding of Security Hub into the account`;
  const hint = 'name the controls in `Normalized.Control`, by which EventBridge can tell them';
  return [warning('lint/all-controls', signalPath(signal, 'match'), message, hint)];
}

const SECURITY_HUB = JSON.stringify(awsProductArnMatcher('aws/securityhub'));
const NARROWING = ['Compliance.SecurityControlId', 'GeneratorId', 'AwsAccountId'] as const;

function letsInAllControls(clause: BusClause): boolean {
  const products = clause.get('ProductArn')?.map((matcher) => JSON.stringify(matcher));
  return products?.includes(SECURITY_HUB) === true && !NARROWING.some((member) => clause.has(member));
}
