import { canonicalJson } from '../canonical-json.ts';
import { instantOrder } from '../instant.ts';
import type { Finding } from './finding.ts';

/**
 * Text that orders the versions of one finding by string comparison (design 4.1): `updatedAt|time|hash`, the text of
 * `findingOrder` and the digest of its content; `digest` is SHA-256 in lower-case hexadecimal.
 */
export function versionOrder(
  finding: Finding,
  eventTime: string | undefined,
  digest: (text: string) => string,
): string {
  return `${findingOrder(finding, eventTime)}|${digest(canonicalJson(finding, 'Normalized'))}`;
}

/**
 * Text that orders versions of any findings by when they came to be: `updatedAt|time`, UpdatedAt and the version's time
 * to the nanosecond. The time is `eventTime`, else ProcessedAt, else UpdatedAt, the first that can be read.
 */
export function findingOrder(finding: Finding, eventTime: string | undefined): string {
  const updated = instantOrder(finding.UpdatedAt);
  if (updated === undefined) throw new Error('a finding without a readable UpdatedAt got past checkFinding');
  const time = instantOrder(eventTime) ?? instantOrder(finding.ProcessedAt) ?? updated;
  return `${updated}|${time}`;
}
