/** A page that the navigation leads to. */
export interface Page {
  readonly href: string;
  /** What it is called is among the texts of the frame. */
  readonly name: 'incidents' | 'overview' | 'rules' | 'health';
  /** The keys that lead there too. */
  readonly keys: string;
}

/** All of them, in the order of the navigation. */
export const PAGES: readonly Page[] = [
  { href: '/incidents', name: 'incidents', keys: 'g i' },
  { href: '/overview', name: 'overview', keys: 'g o' },
  { href: '/rules', name: 'rules', keys: 'g r' },
  { href: '/health', name: 'health', keys: 'g h' },
];

/** Where somebody is: the page, and what follows its path for a thing on a page of its own. */
export interface Place {
  readonly page: Page | undefined;
  readonly rest: string;
}

/** The place that a path leads to. */
export function placeOf(path: string): Place {
  const page = PAGES.find(({ href }) => path === href || path.startsWith(`${href}/`));
  return { page, rest: page === undefined ? '' : path.slice(page.href.length + 1) };
}
