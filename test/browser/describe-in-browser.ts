import { describe } from 'vitest';
import { findBrowser, NO_BROWSER } from './find-browser.ts';

/** A suite that is skipped, and says why, where there is no browser. */
export function describeInBrowser(title: string, suite: () => void): void {
  const isMissing = findBrowser() === undefined;
  describe.skipIf(isMissing)(isMissing ? `${title} (${NO_BROWSER})` : title, suite);
}
