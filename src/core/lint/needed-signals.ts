import type { Rule, Signal } from '../rule/rule.ts';
import { canBeMet } from './counts.ts';

/** The signals without which a rule cannot hold: those required, and those of an `any` that needs all it can get. */
export function neededSignals({ signals, any }: Rule): readonly Signal[] {
  const able = signals.filter((signal) => signal.role === 'any' && canBeMet(signal));
  const needsAll = any !== undefined && able.length <= any.atLeast;
  return signals.filter((signal) => signal.role === 'required' || (needsAll && able.includes(signal)));
}
