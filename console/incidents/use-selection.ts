import { useState } from 'react';
import type { IncidentRow } from '../../src/api/contract/incidents.ts';

/** The rows that are selected: what is done is done to what is seen, so a row that is not shown is not among them. */
export interface Selection {
  readonly rows: readonly IncidentRow[];
  readonly set: (rows: readonly IncidentRow[]) => void;
  readonly toggle: (id: string) => void;
}

/** Keeps a selection while rows come and go; it ends with the list that it was made in, by the name of `list`. */
export function useSelection(rows: readonly IncidentRow[], list: string): Selection {
  const [chosen, setChosen] = useState({ list, ids: new Set<string>() });
  const ids = chosen.list === list ? chosen.ids : new Set<string>();
  return {
    rows: rows.filter(({ id }) => ids.has(id)),
    set: (next) => setChosen({ list, ids: new Set(next.map(({ id }) => id)) }),
    toggle: (id) => {
      const others = [...ids].filter((each) => each !== id);
      setChosen({ list, ids: new Set(ids.has(id) ? others : [...others, id]) });
    },
  };
}
