import { AWS_PRODUCTS, UNKNOWN_PRODUCT } from '../finding/product-of.ts';
import type { Json } from '../json.ts';
import { compileMatchers } from '../pattern/compile-matchers.ts';
import type { PlainMatcher } from './plain-matchers.ts';

/**
 * Matchers of ProductArn that let in every finding whose `Normalized.Product` passes: partition and Region stand in
 * front of the product, hence `suffix`. Empty where no product passes; undefined where more may pass than the ends of
 * ARNs can tell, such as every product of a company.
 */
export function productArnMatchers(matchers: readonly PlainMatcher[]): readonly Json[] | undefined {
  const { test } = compileMatchers(matchers.map(({ matcher }) => matcher));
  // An ARN that names no product may end in anything.
  if (test(UNKNOWN_PRODUCT)) return undefined;
  const found: Json[] = [];
  for (const [product, name] of AWS_PRODUCTS) if (test(name)) found.push(awsProductArnMatcher(product));
  for (const each of matchers) {
    const others = companyMatchers(each);
    if (others === undefined) return undefined;
    found.push(...others);
  }
  return found;
}

/** The matcher of ProductArn for `aws/guardduty` and the like: only AWS's own ARNs have no account before `product`. */
export function awsProductArnMatcher(product: string): Json {
  return { suffix: `::product/${product}` };
}

/** For the products `company/product`, which are the text that follows `:product/` in the ARN. */
function companyMatchers({ matcher, json }: PlainMatcher): readonly Json[] | undefined {
  switch (matcher.kind) {
    case 'exact':
      return isCompanyProduct(matcher.value) ? [{ suffix: `:product/${matcher.value}` }] : [];
    case 'suffix':
      return [json];
    case 'equals-ignore-case':
      // Elsewhere a character may have spellings of several lengths, and the way in which they are tried matters.
      if (!isAscii(matcher.text)) return undefined;
      return isCompanyProduct(matcher.text)
        ? [{ suffix: { 'equals-ignore-case': `:product/${matcher.text}` } }]
        : [];
    case 'exists':
      return matcher.exists ? undefined : [];
    case 'numeric':
    case 'cidr':
      return [];
    default:
      return undefined;
  }
}

function isCompanyProduct(value: unknown): boolean {
  return typeof value === 'string' && value.includes('/');
}

function isAscii(text: string): boolean {
  return Array.from(text).every((character) => character <= '\u007f');
}
