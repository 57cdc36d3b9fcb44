import { compareText } from '../compare-text.ts';
import type { GroupLeaf, GroupOr, PatternGroup } from './pattern-group.ts';

/** The `$or` lists of a pattern may combine in this many ways. */
export const COMBINATIONS_MAX = 1000;

/** This many paths may have to hold together (aws/event-ruler, MAXIMUM_RULE_SIZE). */
export const LEAVES_MAX = 256;

/** One way in which a pattern can hold: leaves of different paths, in the order of the UTF-16 text of the paths. */
export type PatternBranch = readonly GroupLeaf[];

/** In how many ways the `$or` lists of a group combine; Infinity when beyond counting. */
export function combinationsOf(group: PatternGroup): number {
  let ways = 1;
  for (const part of group) {
    if ('or' in part) ways *= part.or.reduce((sum, choice) => sum + combinationsOf(choice), 0);
  }
  return ways;
}

/** Every way in which a group can hold; a path given twice is taken from its last place. */
export function patternBranches(group: PatternGroup): readonly PatternBranch[] {
  return expandGroup(group, [new Map()]).map((leaves) =>
    [...leaves.values()].sort((a, b) => compareText(a.text, b.text)),
  );
}

type LeavesByPath = ReadonlyMap<string, GroupLeaf>;

function expandGroup(group: PatternGroup, ways: readonly LeavesByPath[]): readonly LeavesByPath[] {
  return group.reduce((sofar, part) => expandPart(part, sofar), ways);
}

function expandPart(part: GroupLeaf | GroupOr, ways: readonly LeavesByPath[]): readonly LeavesByPath[] {
  if ('or' in part) return part.or.flatMap((choice) => expandGroup(choice, ways));
  return ways.map((way) => new Map(way).set(part.text, part));
}
