import { useEffect, useRef } from 'react';

/** A page that takes longer than this to show its heading does not get the focus any more. */
const WAIT_MS = 5000;

/**
 * Moves the focus to the heading of a page that was gone to, so that the keyboard and a screen reader begin there, and
 * shows it from its top unless somebody went back.
 */
export function useHeadingFocus(path: string): void {
  const before = useRef(path);
  const isBack = useRef(false);
  useEffect(() => {
    const noteBack = () => {
      isBack.current = true;
    };
    window.addEventListener('popstate', noteBack);
    return () => window.removeEventListener('popstate', noteBack);
  }, []);
  useEffect(() => {
    if (before.current === path) return;
    before.current = path;
    if (!isBack.current) window.scrollTo(0, 0);
    isBack.current = false;
    return focusHeadingOnceThere();
  }, [path]);
}

/** Focuses the page's heading; false where it has none yet. */
export function focusHeading(): boolean {
  const heading = document.querySelector<HTMLElement>('main h1');
  if (heading === null) return false;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
  return true;
}

function focusHeadingOnceThere(): () => void {
  const observer = new MutationObserver(() => {
    if (focusHeading()) stop();
  });
  const timer = window.setTimeout(() => stop(), WAIT_MS);
  const stop = () => {
    observer.disconnect();
    window.clearTimeout(timer);
  };
  if (focusHeading()) stop();
  else observer.observe(document.body, { childList: true, subtree: true });
  return stop;
}
