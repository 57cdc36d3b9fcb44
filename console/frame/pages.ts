import type { FrameTexts } from '../texts/frame-texts.ts';

/** The pages that the navigation leads to, with the keys that lead there too. */
export const PAGES = [
  { href: '/incidents', name: 'incidents', keys: 'g i' },
  { href: '/overview', name: 'overview', keys: 'g o' },
  { href: '/rules', name: 'rules', keys: 'g r' },
  { href: '/health', name: 'health', keys: 'g h' },
] as const satisfies readonly {
  readonly href: string;
  readonly name: keyof FrameTexts;
  readonly keys: string;
}[];

/** One of these pages. */
export type Page = (typeof PAGES)[number];

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
