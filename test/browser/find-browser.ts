import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'] as const;

const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
] as const;

/**
 * The machine's Chromium: what `CORROBORATE_BROWSER` names, else one on the path or where macOS has it; undefined where
 * there is none. Throws when the one that is named is not there, so that a wrong name is no skipped test.
 */
export function findBrowser(): string | undefined {
  const named = process.env.CORROBORATE_BROWSER;
  if (named !== undefined && named !== '') {
    if (existsSync(named)) return named;
    throw new Error(`CORROBORATE_BROWSER names \`${named}\`, which is not there`);
  }
  const folders = (process.env.PATH ?? '').split(delimiter);
  const onPath = folders.flatMap((folder) => NAMES.map((name) => join(folder, name)));
  return [...onPath, ...PLACES].find((path) => existsSync(path));
}

/** What stands in the title of tests that are skipped. */
export const NO_BROWSER = 'skipped: no Chromium is found; install one, or name it in CORROBORATE_BROWSER';
