import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { buildConsole } from '../../scripts/build-console.ts';
import { findBrowser, NO_BROWSER } from './find-browser.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the page is that tests look at. */
    readonly pageFolder: string;
  }
}

/** Builds the page once for all tests that look at it; says so where there is no browser to look with. */
export async function setup({ provide }: TestProject): Promise<() => void> {
  const folder = mkdtempSync(join(tmpdir(), 'corroborate-page-'));
  provide('pageFolder', folder);
  if (findBrowser() === undefined) process.stderr.write(`tests in a browser are ${NO_BROWSER}\n`);
  else await buildConsole(folder);
  return () => rmSync(folder, { recursive: true, force: true });
}
