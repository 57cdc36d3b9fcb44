import { toIncidentJson } from '../format/incident/to-incident-json.ts';
import type { Sink } from '../sink.ts';

/**
 * A sink that writes one line of JSON for each decision, `{"action": "open" | "update" | "resolve", "incident": …}`,
 * in the order in which decisions are delivered.
 */
export function createJsonLinesSink(write: (lines: string) => Promise<void>): Sink {
  return {
    deliver: async (decisions) => {
      const lines = decisions.map(({ action, record }) => {
        return `${JSON.stringify({ action, incident: toIncidentJson(record.incident) })}\n`;
      });
      if (lines.length > 0) await write(lines.join(''));
    },
  };
}
