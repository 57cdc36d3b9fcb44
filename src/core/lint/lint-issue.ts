import type { Issue } from '../issue.ts';

/** A path into a rule file. */
export type Path = readonly (string | number)[];

/** Something about a rule that is valid but hardly means what it says. */
export function warning(code: string, path: Path, message: string, hint: string): Issue {
  return { code, level: 'warning', message, path, hint };
}

/** Something that makes a rule fail silently, though it runs. */
export function error(code: string, path: Path, message: string, hint: string): Issue {
  return { code, level: 'error', message, path, hint };
}
