import { didYouMean } from '../../rule-file/did-you-mean.ts';
import { UsageError } from '../usage-error.ts';
import type { FindingFilters } from './finding-filters.ts';

/** Where the schema of a structure in the AWS SDK lists its members. */
const MEMBERS_AT = 4;

/**
 * Throws UsageError for an attribute that GetFindings does not filter by: the SDK would leave it out, and the
 * import would hold what nobody asked for.
 */
export async function checkFilterNames(filters: FindingFilters): Promise<void> {
  const { AwsSecurityFindingFilters$: schema } = await import('@aws-sdk/client-securityhub');
  const members = schema[MEMBERS_AT];
  for (const attribute of Object.keys(filters)) {
    if (members.includes(attribute)) continue;
    const hint =
      didYouMean(attribute, members) ??
      'the API reference of GetFindings lists them: AwsSecurityFindingFilters';
    throw new UsageError(`GetFindings does not filter by \`${attribute}\``, { hint });
  }
}
