import { isAbsolute, relative, sep } from 'node:path';

/** Whether a path is below a folder; both as `realpath` has them, since links lead anywhere. */
export function liesIn(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
