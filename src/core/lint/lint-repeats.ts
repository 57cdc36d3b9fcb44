// Products that tell the same thing several times. Inspector: several findings for one vulnerability, one for each
// package. Security Hub: where control findings are not consolidated, one for each standard (user guide, page
// asff-changes-consolidation). Macie: a new finding with each run that meets the data again.

import { PRODUCT } from '../finding/product-of.ts';
import { type Issue, quoted } from '../issue.ts';
import type { Json } from '../json.ts';
import { valuesOfMember } from '../pattern-logic/values-of-member.ts';
import type { AnyOf } from '../pattern-logic/verdicts.ts';
import { everyFindingPasses } from '../pattern-logic/verdicts.ts';
import type { Rule, Signal } from '../rule/rule.ts';
import { signalPath } from '../rule/signal-path.ts';
import { productsOfMatch } from './asked-products.ts';
import { canBeMet, EVIDENCE } from './counts.ts';
import { warning } from './lint-issue.ts';

/** Counts of findings where one thing makes several findings. */
export function lintRepeats({ signals }: Rule): readonly Issue[] {
  return signals.flatMap((signal) => {
    if (signal.count < 2 || signal.distinct !== undefined || !canBeMet(signal)) return [];
    const named = productNamed(signal);
    const repeat = REPEATS.find(
      ({ all, product }) =>
        (named !== undefined && product === named) ||
        everyFindingPasses(signal.match, all, EVIDENCE) === 'yes',
    );
    if (repeat === undefined) return [];
    const told = repeat.member === CONTROL ? controlHint(signal) : repeat.hint;
    return told === undefined ? [] : [repeated(signal, repeat.message, told)];
  });
}

const CONTROL = ['Normalized', 'Control'] as const;

/** The one product that all patterns of a signal name, also where they do so by another member than `Normalized`. */
function productNamed({ match }: Signal): string | undefined {
  const { names, isOpen } = productsOfMatch(match);
  const [name, ...others] = names;
  return isOpen || others.length > 0 ? undefined : name;
}

interface Repeat {
  /** The product of which all findings repeat. */
  readonly product?: string;
  readonly all: AnyOf;
  readonly member?: readonly string[];
  readonly message: string;
  readonly hint: string;
}

const REPEATS: readonly Repeat[] = [
  {
    product: PRODUCT.inspector,
    all: about({ Product: [PRODUCT.inspector] }),
    message: 'Inspector has several findings for one vulnerability, one for each package',
    hint: 'add `distinct: Normalized.Vulnerability`',
  },
  {
    product: PRODUCT.securityHub,
    all: about({ Product: [PRODUCT.securityHub] }),
    member: CONTROL,
    message: 'Security Hub has a finding of one control for each standard where they are not consolidated',
    hint: 'add `distinct: Normalized.Control`',
  },
  {
    all: about({ Product: [PRODUCT.macie], Type: [{ prefix: 'SensitiveData:' }] }),
    message: 'Macie has a new finding with each run that meets the same data again',
    hint: 'add `distinct: Normalized.Type` to count kinds of sensitive data',
  },
];

function about(Normalized: { readonly [name: string]: Json }): AnyOf {
  return [{ json: { Normalized } }];
}

/** On related entities findings of one control are about several of these. */
function controlHint({ match, on, count }: Signal): string | undefined {
  if (on !== undefined) return undefined;
  const controls = valuesOfMember(match, CONTROL, EVIDENCE)?.length;
  if (controls === undefined || controls >= count) return 'add `distinct: Normalized.Control`';
  if (controls === 1) return 'leave `count` away: one control is one answer about one resource';
  return `add \`distinct: Normalized.Control\`, and lower \`count\` to ${controls}, the number of controls`;
}

function repeated(signal: Signal, reason: string, hint: string): Issue {
  const message = `${quoted(signal.name)} counts findings, but ${reason}`;
  return warning('lint/repeated-findings', signalPath(signal, 'count'), message, hint);
}
