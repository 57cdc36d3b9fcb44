import type { Incident, IncidentSignal } from '../../core/correlation/incident.ts';
import type { Signal } from '../../core/rule/rule.ts';
import type { LoadedRule } from '../../rule-file/load-rules.ts';
import { signalLines } from '../../rule-file/signal-lines.ts';
import type { IncidentSignalView } from '../contract/incident.ts';
import { toFindingView } from './to-finding-view.ts';

/**
 * The signals of an incident in the order of its rule, and those that the rule has no more behind them. An `unless`
 * signal is in no incident: `blocking` says how much of it there is, outside of every window in which the rule holds.
 */
export function toSignalViews(
  incident: Incident,
  loaded: LoadedRule | undefined,
  blocking: ReadonlyMap<string, number>,
): readonly IncidentSignalView[] {
  const known = new Map(loaded?.rule.signals.map((signal) => [signal.name, signal]));
  const names = [...new Set([...known.keys(), ...Object.keys(incident.signals)])];
  const lines = signalLines(loaded?.text ?? '', names);
  return names.map((name) => {
    const signal = known.get(name);
    const listed = Object.hasOwn(incident.signals, name) ? incident.signals[name] : undefined;
    return {
      name,
      role: signal?.role ?? 'required',
      ...toCounts(listed, signal, blocking.get(name) ?? 0),
      on: signal?.on,
      distinct: signal?.distinct?.join('.'),
      lines: lines.get(name),
      findings: listed?.findings.map((piece) => toFindingView(piece, incident.status === 'resolved')) ?? [],
    };
  });
}

function toCounts(
  listed: IncidentSignal | undefined,
  signal: Signal | undefined,
  blocking: number,
): Pick<IncidentSignalView, 'count' | 'required' | 'satisfied'> {
  if (listed === undefined) return { count: blocking, required: signal?.count ?? 1, satisfied: false };
  return { count: listed.count, required: listed.required, satisfied: listed.isSatisfied };
}
