import type { Decision } from '../core/correlation/incident.ts';
import type { Sink } from '../sink.ts';
import type { Telemetry } from './telemetry.ts';

/** A sink that counts what has become of incidents, when it is first handed over: whether or not it arrives. */
export function countingSink(sink: Sink, telemetry: Telemetry): Sink {
  return {
    deliver: async (decisions) => {
      countDecisions(decisions, telemetry);
      await sink.deliver(decisions);
    },
  };
}

function countDecisions(decisions: readonly Decision[], { count }: Telemetry): void {
  for (const { action } of decisions) {
    if (action === 'open') count('opened');
    else if (action === 'update') count('updated');
    else if (action === 'resolve') count('resolved');
  }
}
