import { knownTypesOf } from '../finding/known-types.ts';
import { PRODUCT } from '../finding/product-of.ts';
import { type Issue, quoted } from '../issue.ts';
import { compileMatchers } from '../pattern/compile-matchers.ts';
import type { Matcher } from '../pattern/matcher.ts';
import type { AskedLeaf } from './asked-leaves.ts';
import { couldBeOf } from './asked-products.ts';
import { type Path, warning } from './lint-issue.ts';
import { exactText } from './matcher-text.ts';
import { nativeMatchers } from './native-matcher.ts';

/**
 * Findings that do not reach Security Hub until somebody switches it on: sensitive data of Macie (Macie user guide,
 * page securityhub-integration) and all of IoT Device Defender (Security Hub user guide, securityhub-internal-providers).
 */
export function lintSentOnDemand({ leaf, products }: AskedLeaf, place: Path): readonly Issue[] {
  if (leaf.text === 'Normalized.Product')
    return leaf.matchers.flatMap((each, index) => ofIot(each, [...place, index]));
  if (!couldBeOf(products, PRODUCT.macie) || !nativeMatchers(leaf).some(asksForSensitiveData)) return [];
  const message = 'Macie does not send findings of sensitive data to Security Hub by default';
  return [warning('lint/sent-on-demand', place, message, `${PUBLISH}; then ${ACKNOWLEDGE}`)];
}

const PUBLISH =
  'switch on `publishClassificationFindings` in the publication settings of Macie, as `doctor` shows';
const ACKNOWLEDGE = 'say so in `acknowledged`';

function ofIot(matcher: Matcher, place: Path): readonly Issue[] {
  if (exactText(matcher) !== PRODUCT.iotDeviceDefender) return [];
  const message = `${quoted(PRODUCT.iotDeviceDefender)} does not send findings to Security Hub by default`;
  const hint = `accept its findings on the Integrations page of Security Hub; then ${ACKNOWLEDGE}`;
  return [warning('lint/sent-on-demand', place, message, hint)];
}

/** True when findings of sensitive data are the only ones of Macie that pass. */
function asksForSensitiveData(matcher: Matcher): boolean {
  const passing = (knownTypesOf(PRODUCT.macie) ?? []).filter(compileMatchers([matcher]).test);
  return passing.length > 0 && passing.every((type) => type.startsWith('SensitiveData:'));
}
