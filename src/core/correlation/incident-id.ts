import type { Digest } from './observe.ts';

/**
 * The id of the incident of a rule and an entity: a hash of these two and of nothing else, so that two workers,
 * two deliveries or two replays can only ever make the same one (design 4.5). 32 hexadecimal digits.
 */
export function incidentId(rule: string, entity: string, digest: Digest): string {
  return digest(`${rule}\n${entity}`).slice(0, 32);
}
