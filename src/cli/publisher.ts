import { isAccountId } from '../core/entity/account-entity.ts';
import { isRegion } from '../format/asff/is-region.ts';
import type { Publisher } from '../format/asff/to-asff.ts';
import { UsageError } from './usage-error.ts';

/** The account and Region that `-o asff` publishes from. Throws UsageError where one is missing or cannot be one. */
export function publisherOf(options: { readonly account?: string; readonly region?: string }): Publisher {
  const { account, region } = options;
  if (account === undefined || region === undefined) {
    const hint = 'only the account that publishes a finding may import it: name it and its Region';
    throw new UsageError('`-o asff` needs `--account` and `--region`', { hint });
  }
  if (!isAccountId(account)) {
    throw new UsageError(`\`${account}\` is not an account id`, { hint: 'an account id has 12 digits' });
  }
  if (!isRegion(region)) {
    throw new UsageError(`\`${region}\` is not a Region`, { hint: 'a Region reads like `eu-west-1`' });
  }
  return { account, region };
}
