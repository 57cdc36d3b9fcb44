import { type FindingFilters, filterAttributes } from '../../input/security-hub/finding-filters.ts';
import { didYouMean } from '../../rule-file/did-you-mean.ts';
import { UsageError } from '../usage-error.ts';

/**
 * Throws UsageError for an attribute that GetFindings does not filter by: the SDK would leave it out, and the
 * import would hold what nobody asked for.
 */
export async function checkFilterNames(filters: FindingFilters): Promise<void> {
  const { AwsSecurityFindingFilters$: schema } = await import('@aws-sdk/client-securityhub');
  const attributes = filterAttributes(schema);
  for (const attribute of Object.keys(filters)) {
    if (attributes.includes(attribute)) continue;
    const hint =
      didYouMean(attribute, attributes) ??
      'the API reference of GetFindings lists them: AwsSecurityFindingFilters';
    throw new UsageError(`GetFindings does not filter by \`${attribute}\``, { hint });
  }
}
