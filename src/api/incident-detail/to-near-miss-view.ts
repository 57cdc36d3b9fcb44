import type { SignalExplanation } from '../../core/explain/explanation.ts';
import type { Missing } from '../../core/explain/near-miss.ts';
import type { FoundMiss } from '../../desk/find-near-misses.ts';
import type { NearMissView } from '../contract/incident.ts';
import { toEntityView } from '../to-incident-row.ts';

/** A near miss as the contract has it, with the title in the language of `titleOf`. */
export function toNearMissView(
  { rule, explanation, missing, met }: FoundMiss,
  titleOf: (rule: string) => string | undefined,
): NearMissView {
  return {
    rule: rule.id,
    title: titleOf(rule.id) ?? rule.title,
    severity: rule.severity,
    entity: toEntityView(explanation.entity),
    missing: missing.kind,
    signals: signalsMissing(missing).map(({ signal, short }) => ({ name: signal.name, short })),
    met: met.map(({ signal }) => signal.name),
  };
}

function signalsMissing(missing: Missing): readonly SignalExplanation[] {
  switch (missing.kind) {
    case 'any':
      return missing.signals;
    case 'order':
      return [];
    default:
      return [missing.signal];
  }
}
