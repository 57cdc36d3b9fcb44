import { type Effect, itemsOf } from './effect.ts';

/** Cuts effects, in their order, into runs that write at most `itemsMax` items each; none where there are none. */
export function cutEffects(effects: readonly Effect[], itemsMax: number): readonly (readonly Effect[])[] {
  const runs: Effect[][] = [];
  let items = new Set<string>();
  for (const effect of effects) {
    const own = itemsOf(effect).map(({ pk, sk }) => `${pk}\n${sk}`);
    const joined = new Set([...items, ...own]);
    const run = runs.at(-1);
    if (run !== undefined && joined.size <= itemsMax) {
      run.push(effect);
      items = joined;
    } else {
      runs.push([effect]);
      items = new Set(own);
    }
  }
  return runs;
}
