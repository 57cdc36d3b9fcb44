import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

/** Gives the path of a new file each time, in a directory that goes when the tests of the file are done. */
export function temporaryFiles(): (name?: string) => string {
  const directory = mkdtempSync(join(tmpdir(), 'corroborate-'));
  let files = 0;
  afterAll(() => rmSync(directory, { recursive: true, force: true }));
  return (name = 'store.db') => {
    files += 1;
    return join(directory, `${files}-${name}`);
  };
}
