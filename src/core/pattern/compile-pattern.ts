import type { JsonObject } from '../json.ts';
import { compileMatchers } from './compile-matchers.ts';
import { compileEventPath, isScalar, type PathReading, readEventPath, SCATTERED } from './event-path.ts';
import { matchScattered, type PatternLeafTest } from './match-scattered.ts';
import { patternGroup } from './parse-pattern.ts';
import type { Pattern } from './pattern.ts';
import { patternBranches } from './pattern-branches.ts';
import type { GroupLeaf } from './pattern-group.ts';

/** Decides whether an event matches; the event may hold anything that JSON can. */
export type EventTest = (event: JsonObject) => boolean;

/** Compiles one pattern; `createPatternIndex` decides many patterns at once and must agree with this. */
export function compilePattern(pattern: Pattern): EventTest {
  const branches = patternBranches(patternGroup(pattern)).map((branch) => branch.map(compileLeaf));
  return (event) => branches.some((branch) => matchBranch(event, branch));
}

/** Compiles one path of a pattern with its matchers. */
export function compileLeaf(leaf: GroupLeaf): PatternLeafTest {
  return { path: compileEventPath(leaf.text), ...compileMatchers(leaf.matchers) };
}

/** True when what a path leads to passes; SCATTERED values are for `matchScattered` to judge. */
export function isPassing(reading: PathReading, leaf: Omit<PatternLeafTest, 'path'>): boolean {
  if (reading === undefined) return leaf.isAbsenceEnough;
  if (!Array.isArray(reading))
    return leaf.test(reading as Exclude<typeof reading, readonly unknown[] | symbol>);
  for (const element of reading) if (isScalar(element) && leaf.test(element)) return true;
  return false;
}

function matchBranch(event: JsonObject, branch: readonly PatternLeafTest[]): boolean {
  let scattered: PatternLeafTest[] | undefined;
  for (const leaf of branch) {
    const reading = readEventPath(event, leaf.path);
    if (reading !== SCATTERED) {
      if (!isPassing(reading, leaf)) return false;
    } else if (scattered === undefined) scattered = [leaf];
    else scattered.push(leaf);
  }
  return scattered === undefined || matchScattered(event, scattered);
}
