import { useShortcuts } from '../shared/use-shortcuts.ts';
import './row-focus.css';

/** What the keys of the list do to a row, by its id. */
export interface RowActions {
  /** The row that somebody was at last. */
  readonly current: string | undefined;
  readonly enter: (id: string) => void;
  readonly select: (id: string) => void;
  readonly preview: () => void;
  readonly filter: () => void;
}

/**
 * Lets the keys go from row to row: `j` and `k` move the focus to the next link to an incident, so that Enter opens it as
 * it does any link.
 */
export function useRowKeys({ current, enter, select, preview, filter }: RowActions): void {
  const step = (by: 1 | -1) => {
    const links = [...document.querySelectorAll<HTMLElement>('[data-incident] a')];
    const focused = document.activeElement;
    const at = focused instanceof HTMLElement ? links.indexOf(focused) : -1;
    const from = at < 0 ? links.findIndex((link) => incidentOf(link) === current) : at;
    const link = links[Math.min(Math.max(from + by, 0), links.length - 1)];
    if (link === undefined) return;
    link.focus({ preventScroll: true });
    link.scrollIntoView({ block: 'nearest' });
    enter(incidentOf(link) ?? '');
  };
  useShortcuts({
    j: () => step(1),
    k: () => step(-1),
    x: () => {
      const id = focusedIncident() ?? current;
      if (id !== undefined) select(id);
    },
    p: preview,
    '/': filter,
  });
}

/** The incident whose link has the focus, as it has for who comes back from it. */
function focusedIncident(): string | undefined {
  const focused = document.activeElement;
  return focused instanceof HTMLElement ? incidentOf(focused) : undefined;
}

function incidentOf(link: HTMLElement): string | undefined {
  return link.closest<HTMLElement>('[data-incident]')?.dataset.incident;
}
