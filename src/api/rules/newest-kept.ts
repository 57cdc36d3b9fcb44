import { formatInstant, type Instant, instantOrder } from '../../core/instant.ts';
import type { KeptFinding, KeptFindings } from '../../store.ts';

const DAY_MS = 86_400_000;

/** Kept findings are listed from the oldest: the newest lie in the last day, or in the last two, and so on up to this. */
const DAYS_MAX = 2 ** 14;

/** A page is read without a turn for others. */
const PAGE = 200;

/**
 * Kept versions of the last time, at most `limit`, those of the latest days first; of the first day on which there are
 * more, some. Pages are given as they are read, so that nobody has to hold all of them.
 */
export async function* newestKept(
  kept: KeptFindings,
  now: Instant,
  limit: number,
): AsyncGenerator<readonly KeptFinding[], void, undefined> {
  let left = limit;
  let until: string | undefined;
  for (let days = 1; days <= DAYS_MAX && left > 0; days *= 2) {
    const from = orderAt(now - days * DAY_MS);
    let after = markAt(from);
    for (;;) {
      const asked = Math.min(PAGE, left);
      if (asked === 0) break;
      const page = await kept.list({ after, limit: asked });
      const end = until;
      const own = end === undefined ? page : page.filter(({ order }) => order < end);
      if (own.length > 0) yield own;
      left -= own.length;
      const last = own.at(-1);
      if (own.length < asked || last === undefined) break;
      after = last;
    }
    until = from;
  }
}

/** The least order of a version of an instant. */
function orderAt(instant: number): string {
  return instantOrder(formatInstant(Math.max(0, instant) as Instant)) ?? '';
}

/** Stands before all versions of an instant. */
function markAt(order: string): KeptFinding {
  return { key: { productArn: '', id: '' }, body: {}, isWithdrawn: false, order };
}
