import { useEffect } from 'react';
import { useLocation } from 'wouter';
// The search of `wouter` itself is decoded once too often: `%2541` would come to `A`.
import { useSearch } from 'wouter/use-browser-location';
import { useKept } from '../shared/use-kept.ts';
import { parseListSearch, toListSearch } from './list-address.ts';
import { DEFAULT_STATE, type ListState } from './list-state.ts';
import { parseSavedViews, type SavedViews } from './saved-views.ts';

/** What the address of the page says, and the ways to another. */
export interface ListStateInUse {
  readonly state: ListState;
  /** Members of the address that could not be read. */
  readonly broken: readonly string[];
  readonly views: SavedViews;
  readonly keepViews: (views: SavedViews) => void;
  /** Goes on to another state; back at the first page unless another is named. */
  readonly change: (changes: Partial<ListState>) => void;
  /** Puts the state right without a step that somebody could go back to. */
  readonly correct: (changes: Partial<ListState>) => void;
  /** Goes to a saved view. */
  readonly show: (search: string) => void;
}

/** By this an address says that it means the list as it is by default, where a saved view stands for saying nothing. */
const PLAIN = `sort=${DEFAULT_STATE.sort}`;

/** Keeps what is shown in the address of the page. */
export function useListState(): ListStateInUse {
  const search = useSearch();
  const [, navigate] = useLocation();
  const [views, keepViews] = useKept('corroborate.views', parseSavedViews);
  const { state, broken } = parseListSearch(search);
  const standing = views.views.find(({ name }) => name === views.defaultName)?.search;
  const isBare = search === '' || search === '?';
  useEffect(() => {
    if (isBare && standing !== undefined) navigate(`/incidents?${standing || PLAIN}`, { replace: true });
  }, [isBare, standing, navigate]);
  const go = (next: string, replace = false) => {
    const query = next || (standing === undefined ? '' : PLAIN);
    navigate(query === '' ? '/incidents' : `/incidents?${query}`, { replace });
  };
  return {
    ...{ state, broken, views, keepViews },
    change: (changes) => go(toListSearch({ ...state, page: 1, ...changes })),
    correct: (changes) => go(toListSearch({ ...state, ...changes }), true),
    show: (view) => go(view),
  };
}
