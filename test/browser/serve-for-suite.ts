import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, inject } from 'vitest';
import { type OpenConsole, openConsole, openStage, type Stage } from './open-console.ts';

/** What the tests of a suite share; there once they run. */
export interface SuiteConsole {
  readonly stage: Stage;
  readonly console: OpenConsole;
  readonly page: Page;
  /** A folder of the suite's own. */
  readonly folder: string;
}

/**
 * Serves one console to all tests of a suite. `prepare` writes what is to be served into the folder and answers the
 * arguments of `serve`. After each test there must have been no trouble.
 */
export function serveForSuite(
  prepare: (folder: string) => readonly string[],
  options: BrowserContextOptions = {},
): SuiteConsole {
  let folder: string | undefined;
  let stage: Stage | undefined;
  let console: OpenConsole | undefined;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'corroborate-suite-'));
    stage = await openStage(inject('pageFolder'));
    console = await openConsole(stage, ['--user', 'ada', ...prepare(folder)], options);
  });
  afterEach(() => expect(console?.troubles).toEqual([]));
  afterAll(async () => {
    await console?.close();
    await stage?.close();
    if (folder !== undefined) rmSync(folder, { recursive: true });
  });
  return {
    get folder() {
      return there(folder);
    },
    get stage() {
      return there(stage);
    },
    get console() {
      return there(console);
    },
    get page() {
      return there(console).page;
    },
  };
}

function there<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('it is there in tests only');
  return value;
}
