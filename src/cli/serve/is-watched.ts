import { realpathSync } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import { liesIn } from './lies-in.ts';

/** Whether a file that is there, or will be, is one that is read as it appears in a folder. What is hidden there is not. */
export function isWatched(file: string, directory: string): boolean {
  const folder = realOf(directory);
  const parent = realOf(dirname(file));
  if (folder === undefined || parent === undefined) return false;
  const path = realOf(file) ?? join(parent, basename(file));
  return liesIn(folder, path) && !isHidden(relative(folder, path));
}

/** Whoever opens the file, or looks into the folder, says why it cannot be. */
function realOf(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}

function isHidden(way: string): boolean {
  return way.split(sep).some((name) => name.startsWith('.'));
}
