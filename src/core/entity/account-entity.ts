import type { Entity } from './entity.ts';

/** How Security Hub spells an account as a resource id (ASFF `Resources[].Id` of type AwsAccount). */
export const ACCOUNT_KEY_PREFIX = 'AWS::::Account:';

/** The entity of an AWS account, under the key `AWS::::Account:<id>`; `account` should be 12 digits. */
export function accountEntity(account: string): Entity {
  const key = ACCOUNT_KEY_PREFIX + account;
  return isAccountId(account) ? { type: 'AwsAccount', key, account } : { type: 'AwsAccount', key };
}

/** True for a string of exactly 12 digits; anything else owns nothing (design, section 5). */
export function isAccountId(value: unknown): value is string {
  if (typeof value !== 'string' || value.length !== 12) return false;
  for (let at = 0; at < 12; at += 1) {
    const code = value.charCodeAt(at);
    if (code < 48 || code > 57) return false;
  }
  return true;
}
