import { canonicalJson } from '../canonical-json.ts';
import { instantOrder } from '../instant.ts';
import type { Finding } from './finding.ts';

/**
 * Text that orders the versions of one finding by string comparison (design 4.1): `updatedAt|time|hash`, UpdatedAt
 * and the version's time to the nanosecond and the digest of its content. The time is `eventTime`, else ProcessedAt,
 * else UpdatedAt, the first that can be read; `digest` is SHA-256 in lower-case hexadecimal.
 */
export function versionOrder(
  finding: Finding,
  eventTime: string | undefined,
  digest: (text: string) => string,
): string {
  const updated = instantOrder(finding.UpdatedAt);
  if (updated === undefined) throw new Error('a finding without a readable UpdatedAt got past checkFinding');
  const time = instantOrder(eventTime) ?? instantOrder(finding.ProcessedAt) ?? updated;
  return `${updated}|${time}|${digest(canonicalJson(finding, 'Normalized'))}`;
}
