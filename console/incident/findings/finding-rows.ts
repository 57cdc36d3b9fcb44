import type { FindingView, IncidentSignalView } from '../../../src/api/contract/incident.ts';

/** A finding and the signals that it counts for. */
export interface FindingRow {
  readonly finding: FindingView;
  readonly signals: readonly string[];
}

/** The findings of all signals, each once, in the order of the signals. */
export function findingRows(
  signals: readonly Pick<IncidentSignalView, 'name' | 'findings'>[],
): readonly FindingRow[] {
  const rows = new Map<string, FindingRow>();
  for (const { name, findings } of signals) {
    for (const finding of findings) {
      const key = findingRowKey({ finding });
      const known = rows.get(key);
      rows.set(key, known ? { ...known, signals: [...known.signals, name] } : { finding, signals: [name] });
    }
  }
  return [...rows.values()];
}

/** One text for the finding of a row. */
export function findingRowKey({ finding: { productArn, id } }: Pick<FindingRow, 'finding'>): string {
  return `${productArn}\n${id}`;
}
