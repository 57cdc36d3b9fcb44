import type { IncidentRule, IncidentSignalView } from '../../src/api/contract/incident.ts';
import type { SignalRole } from '../../src/core/rule/rule.ts';

/** Signals that play one part in the rule; `met` of them are met, and `needed` have to be. */
export interface SignalGroup {
  readonly role: SignalRole;
  readonly signals: readonly IncidentSignalView[];
  readonly met: number;
  readonly needed: number;
}

const ROLES: readonly SignalRole[] = ['required', 'any', 'unless', 'optional'];

/** The signals by the part that they play, in the order of the rule; parts that nothing plays are left out. */
export function groupSignals(
  signals: readonly IncidentSignalView[],
  rule: IncidentRule | undefined,
): readonly SignalGroup[] {
  return ROLES.map((role) => toGroup(role, signals, rule)).filter((group) => group.signals.length > 0);
}

function toGroup(
  role: SignalRole,
  all: readonly IncidentSignalView[],
  rule: IncidentRule | undefined,
): SignalGroup {
  const signals = all.filter((signal) => signal.role === role);
  return { role, signals, met: signals.filter(({ satisfied }) => satisfied).length, needed: neededOf() };

  function neededOf(): number {
    if (role === 'required') return signals.length;
    return role === 'any' ? (rule?.any?.atLeast ?? 1) : 0;
  }
}
