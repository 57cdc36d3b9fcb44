import { visibleText } from '../shared/visible-text.ts';
import { parseListSearch, toListSearch } from './list-address.ts';

/** A state of the list under a name. */
export interface SavedView {
  readonly name: string;
  /** The query of its address, without `?`. */
  readonly search: string;
}

/** The views that somebody has saved in a browser, in the order of their names. */
export interface SavedViews {
  readonly views: readonly SavedView[];
  /** The view that is shown where the address says nothing. */
  readonly defaultName?: string | undefined;
}

/** Where nobody has saved one. */
export const NO_VIEWS: SavedViews = { views: [] };

/** Longest name of a view, in UTF-16 units. */
export const VIEW_NAME_LENGTH_MAX = 60;

const VIEWS_MAX = 100;

/** The views with one more, or with another in the place of that of the same name; it begins on its first page. */
export function withView({ views, defaultName }: SavedViews, name: string, search: string): SavedViews {
  const { state } = parseListSearch(search);
  const others = views.filter((view) => view.name !== name);
  return toSavedViews([...others, { name, search: toListSearch({ ...state, page: 1 }) }], defaultName);
}

/** The views without one. */
export function withoutView({ views, defaultName }: SavedViews, name: string): SavedViews {
  return toSavedViews(
    views.filter((view) => view.name !== name),
    defaultName,
  );
}

/** The views with another name for one; a view that has the new name already goes. */
export function withRenamedView({ views, defaultName }: SavedViews, name: string, next: string): SavedViews {
  const others = views.filter((view) => view.name === name || view.name !== next);
  return toSavedViews(
    others.map((view) => (view.name === name ? { ...view, name: next } : view)),
    defaultName === name ? next : defaultName,
  );
}

/** The views with another default; undefined for none. */
export function withDefaultView({ views }: SavedViews, defaultName: string | undefined): SavedViews {
  return toSavedViews(views, defaultName);
}

/** A name as it is kept, or undefined where it is none. */
export function toViewName(text: string): string | undefined {
  const name = visibleText(text.trim().replaceAll(/\s+/gu, ' '));
  return name === '' || name.length > VIEW_NAME_LENGTH_MAX ? undefined : name;
}

/** The views that are kept as JSON; whatever is none of ours is left out. */
export function parseSavedViews(kept: unknown): SavedViews {
  const { views, defaultName } = asObject(kept);
  const read = (Array.isArray(views) ? views : []).slice(0, VIEWS_MAX).flatMap((each: unknown) => {
    const { name, search } = asObject(each);
    if (typeof name !== 'string' || typeof search !== 'string') return [];
    const known = toViewName(name);
    return known === undefined ? [] : [{ name: known, search: toListSearch(parseListSearch(search).state) }];
  });
  return toSavedViews(read, typeof defaultName === 'string' ? defaultName : undefined);
}

function asObject(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

/** In the order of names, each of them once, with a default that is among them. */
function toSavedViews(views: readonly SavedView[], defaultName: string | undefined): SavedViews {
  const byName = new Map(views.map((view) => [view.name, view]));
  const sorted = [...byName.values()].sort((a, b) => (a.name < b.name ? -1 : 1)).slice(0, VIEWS_MAX);
  return {
    views: sorted,
    ...(defaultName !== undefined && byName.has(defaultName) && { defaultName }),
  };
}
