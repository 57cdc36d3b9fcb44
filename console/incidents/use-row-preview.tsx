import { useMemo, useState } from 'react';
import type { IncidentRow } from '../../src/api/contract/incidents.ts';
import { useSidePanel } from '../frame/page-slots.tsx';
import { IncidentPreview } from './incident-preview.tsx';

/** The row that somebody is at, and whether it is shown beside the list. */
export interface RowPreview {
  readonly current: string | undefined;
  readonly setCurrent: (id: string) => void;
  readonly show: (id: string) => void;
  readonly toggle: () => void;
}

/** Shows the row that somebody is at beside the list, once they ask for it. */
export function useRowPreview(rows: readonly IncidentRow[]): RowPreview {
  const [current, setCurrent] = useState<string>();
  const [isShown, setShown] = useState(false);
  const row = isShown ? rows.find(({ id }) => id === current) : undefined;
  useSidePanel(
    useMemo(
      () =>
        row && {
          header: row.title,
          content: <IncidentPreview key={row.id} row={row} />,
          close: () => setShown(false),
        },
      [row],
    ),
  );
  return {
    ...{ current, setCurrent },
    show: (id) => {
      setCurrent(id);
      setShown(true);
    },
    toggle: () => {
      setShown(!isShown);
      if (current === undefined) setCurrent(rows[0]?.id);
    },
  };
}
