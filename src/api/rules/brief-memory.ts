import type { DurationMs, Instant } from '../../core/instant.ts';

/** Gives what was made for a key a short while ago, or makes it; whoever asks meanwhile waits for the same. */
export type BriefMemory<T> = (key: string, make: () => Promise<T>) => Promise<T>;

/** Creates a memory in which nothing stays longer than that; what failed is not remembered. */
export function createBriefMemory<T>(forMs: DurationMs, now: () => Instant): BriefMemory<T> {
  const made = new Map<string, { readonly at: Instant; readonly value: Promise<T> }>();
  return (key, make) => {
    const known = made.get(key);
    if (known !== undefined && now() - known.at < forMs) return known.value;
    const value = make();
    made.set(key, { at: now(), value });
    value.catch(() => made.delete(key));
    return value;
  };
}
