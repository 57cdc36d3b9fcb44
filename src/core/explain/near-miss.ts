import type { Rule } from '../rule/rule.ts';
import type { Explanation, SignalExplanation } from './explanation.ts';

/** What alone is missing for a rule to hold for an entity. */
export type Missing =
  /** One signal is short of some pieces, or of all. */
  | { readonly kind: 'signal'; readonly signal: SignalExplanation }
  /** One more of these signals has to be met (`any`). */
  | { readonly kind: 'any'; readonly signals: readonly SignalExplanation[] }
  /** Everything is there, in the wrong order. */
  | { readonly kind: 'order' }
  /** Everything is there, and this `unless` signal keeps the rule from holding. */
  | { readonly kind: 'unless'; readonly signal: SignalExplanation };

/** An entity for which a rule would hold if one thing were different. */
export interface NearMiss {
  readonly explanation: Explanation;
  readonly missing: Missing;
  /** Signals that are met, of those that decide. */
  readonly met: readonly SignalExplanation[];
}

/**
 * What an explanation is one step short of: one signal, its order or an `unless`. Undefined where the rule holds, where
 * more is missing, and where nothing is there yet: of a rule with a single signal all pieces but one must be.
 */
export function nearMissOf(rule: Rule, explanation: Explanation): NearMiss | undefined {
  if (explanation.holds) return undefined;
  const missing = missingIn(rule, explanation);
  const [only, ...others] = missing;
  if (only === undefined || others.length > 0) return undefined;
  const met = explanation.signals.filter(({ signal, isMet }) => isMet && isDeciding(signal.role));
  const isAlone = met.length === 0;
  if (isAlone && !(only.kind === 'signal' && only.signal.short === 1 && only.signal.signal.count > 1)) {
    return undefined;
  }
  return { explanation, missing: only, met };
}

function missingIn(rule: Rule, { signals, isOutOfOrder }: Explanation): readonly Missing[] {
  const missing: Missing[] = [];
  for (const explained of signals) {
    const { signal, isMet } = explained;
    if (signal.role === 'required' && !isMet) missing.push({ kind: 'signal', signal: explained });
    if (signal.role === 'unless' && isMet) missing.push({ kind: 'unless', signal: explained });
  }
  const ofAny = signals.filter(({ signal }) => signal.role === 'any');
  const unmet = ofAny.filter(({ isMet }) => !isMet);
  const short = (rule.any?.atLeast ?? 0) - (ofAny.length - unmet.length);
  for (let each = 0; each < short; each += 1) missing.push({ kind: 'any', signals: unmet });
  if (isOutOfOrder) missing.push({ kind: 'order' });
  return missing;
}

function isDeciding(role: string): boolean {
  return role === 'required' || role === 'any';
}
