import type { Answer } from '../answer.ts';
import type { ApiOptions } from '../api-options.ts';

/** A finding as it came, in its newest version. */
export function showFinding({ loadFinding }: ApiOptions): Answer<'finding'> {
  return async ({ query }) => ({ finding: await loadFinding(query) });
}
