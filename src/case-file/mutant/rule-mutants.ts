import { evidenceKindOfProduct } from '../../core/finding/evidence-kind.ts';
import { quoted } from '../../core/issue.ts';
import { productsOfMatch } from '../../core/lint/asked-products.ts';
import type { Rule, Signal } from '../../core/rule/rule.ts';
import { durationText } from '../duration-text.ts';
import type { RuleMutant } from './mutant.ts';
import { signalMutants } from './signal-mutants.ts';

/**
 * The mutants of a rule, each with another name: a demand dropped, a number made less, a time made more or less. Left
 * out are those that would be no rule, or that hold for the same findings by their make.
 */
export function ruleMutants(rule: Rule): readonly RuleMutant[] {
  const mutants = [
    ...rule.signals.flatMap((signal, index) => signalMutants(rule, signal, index)),
    ...withinMutants(rule),
    ...orderMutants(rule),
    ...anyMutants(rule),
  ];
  return withUniqueNames(mutants);
}

function withinMutants(rule: Rule): readonly RuleMutant[] {
  if (!joinsSeveral(rule)) return [];
  const { withinMs } = rule;
  const [half, whole, double] = [withinMs / 2, withinMs, withinMs * 2].map(durationText);
  const areActivities = rule.signals.filter(mustBeMet).every(isActivity);
  const what = areActivities ? 'activities' : 'pieces of evidence';
  const lasts = areActivities ? '' : '; a condition lasts until 90 days after its last update';
  const made = (name: string, changedMs: number, wanted: string): RuleMutant => ({
    name,
    path: ['within'],
    wanted,
    toRule: () => ({ ...rule, withinMs: changedMs }),
  });
  return [
    made(
      'within doubled',
      withinMs * 2,
      `a case that expects none, since ${what} lie more than ${whole} but at most ${double} apart${lasts}`,
    ),
    made(
      'within halved',
      withinMs / 2,
      `a case that fires on ${what} that lie more than ${half} but at most ${whole} apart${lasts}`,
    ),
  ];
}

function mustBeMet({ role }: Signal): boolean {
  return role === 'required' || role === 'any';
}

/** Whether all evidence of a signal is of what happened. */
function isActivity({ kind, match }: Signal): boolean {
  if (kind !== undefined) return kind === 'activity';
  const { names, isOpen } = productsOfMatch(match);
  return !isOpen && [...names].every((name) => evidenceKindOfProduct(name) === 'activity');
}

/** Whether the rule takes more than one piece of evidence, so that they can lie apart. */
function joinsSeveral({ signals, any }: Rule): boolean {
  const required = signals
    .filter(({ role }) => role === 'required')
    .reduce((sum, { count }) => sum + count, 0);
  const ofAny = signals.some(({ role, count }) => role === 'any' && count > 1) ? 2 : (any?.atLeast ?? 0);
  return required + ofAny > 1 || signals.some(({ role }) => role === 'unless');
}

function orderMutants(rule: Rule): readonly RuleMutant[] {
  const { order, ...unordered } = rule;
  if (order === undefined) return [];
  const wanted =
    'a case that expects none, since the evidence begins in another order, and nothing else is amiss';
  return [{ name: 'order dropped', path: ['order'], wanted, toRule: () => unordered }];
}

function anyMutants(rule: Rule): readonly RuleMutant[] {
  const { any, signals } = rule;
  if (any === undefined) return [];
  const atLeast = any.atLeast - 1;
  const hasRequired = signals.some(({ role }) => role === 'required');
  if (atLeast === 0 && !hasRequired) return [];
  const among = any.of.map(quoted).join(', ');
  const wanted = `a case that expects none, since only ${atLeast} of ${among} ${atLeast === 1 ? 'is' : 'are'} met`;
  const toRule = () => ({ ...rule, any: { ...any, atLeast } });
  return [{ name: 'any.atLeast lowered', path: ['any', 'atLeast'], wanted, toRule }];
}

function withUniqueNames(mutants: readonly RuleMutant[]): readonly RuleMutant[] {
  const times = new Map<string, number>();
  return mutants.map((mutant) => {
    const nth = (times.get(mutant.name) ?? 0) + 1;
    times.set(mutant.name, nth);
    return nth === 1 ? mutant : { ...mutant, name: `${mutant.name} (${nth})` };
  });
}
