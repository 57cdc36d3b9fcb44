import { useEffect, useRef } from 'react';
import { useSearch } from 'wouter';

/** A page that takes longer than this to show its heading, or the link, does not get the focus any more. */
const WAIT_MS = 5000;

/** Whether the page that is shown next is one that somebody goes back to. */
let isBack = false;

/** Notes steps back from now on; the router shows a page as soon as it hears of one, so this has to be heard first. */
export function noteStepsBack(): void {
  window.addEventListener('popstate', () => {
    isBack = true;
  });
}

/**
 * Moves the focus to the heading of a page that was gone to, so that the keyboard and a screen reader begin there, and
 * shows it from its top. Who goes back from a page comes to the link that led there, in the row of a list perhaps.
 */
export function useHeadingFocus(path: string): void {
  const before = useRef(path);
  useEffect(() => {
    const former = before.current;
    if (former === path) return;
    before.current = path;
    const link = isBack ? former : undefined;
    if (link === undefined) window.scrollTo(0, 0);
    return focusOnceThere(link);
  }, [path]);
  const search = useSearch();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a step back ends with the address that it leads to
  useEffect(() => {
    isBack = false;
  }, [path, search]);
}

/** Focuses the page's heading; false where it has none yet. */
export function focusHeading(): boolean {
  const heading = document.querySelector<HTMLElement>('main h1');
  if (heading === null) return false;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
  return true;
}

/** Focuses the link of the page that leads to an address; false where it has none. */
function focusLinkTo(address: string): boolean {
  const link = document.querySelector<HTMLElement>(`main a[href="${CSS.escape(address)}"]`);
  link?.focus();
  return link !== null;
}

/** Focuses the heading as soon as it is there, and then the link, unless somebody has gone on by then. */
function focusOnceThere(link: string | undefined): () => void {
  let heading: Element | undefined;
  const isDone = () => {
    if (heading === undefined && focusHeading()) heading = document.activeElement ?? undefined;
    if (heading === undefined) return false;
    return link === undefined || document.activeElement !== heading || focusLinkTo(link);
  };
  const observer = new MutationObserver(() => {
    if (isDone()) stop();
  });
  const timer = window.setTimeout(() => stop(), WAIT_MS);
  const stop = () => {
    observer.disconnect();
    window.clearTimeout(timer);
  };
  if (isDone()) stop();
  else observer.observe(document.body, { childList: true, subtree: true });
  return stop;
}
