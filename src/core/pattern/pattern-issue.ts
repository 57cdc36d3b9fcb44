import type { Issue } from '../issue.ts';

/** The way from the top of a pattern to a place inside it: member names and list indices. */
export type PatternPath = readonly (string | number)[];

/** The issue for a pattern that cannot be taken; `path` leads to the place inside the pattern. */
export function invalidPattern(path: PatternPath, message: string, hint?: string): Issue {
  const issue = { code: 'pattern/invalid', level: 'error', message, path } as const;
  return hint === undefined ? issue : { ...issue, hint };
}
