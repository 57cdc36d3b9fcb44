import { arrayAt, type Json, type JsonObject } from '../json.ts';
import { controlOf } from './control-of.ts';
import type { Finding, Normalized, NormalizedFinding, SeverityLabel } from './finding.ts';
import { guardDutyType } from './guardduty-type.ts';
import { nativeTypeIn } from './native-type.ts';
import { PRODUCT, productOf } from './product-of.ts';
import { severityOf } from './severity-of.ts';
import { vulnerabilitiesOf } from './vulnerabilities-of.ts';

/**
 * The finding with `Normalized` set from what AWS vouches for (design, section 3): the product from the ProductArn
 * and everything else in the words of that product. A `Normalized` that came in is replaced; the input is not
 * changed, and shares its other members with the result.
 */
export function normalizeFinding(finding: Finding): NormalizedFinding {
  return { ...finding, Normalized: normalizedOf(finding) };
}

/**
 * The members of `Normalized` that are the same in every version of a finding (design 4.1): enough to pass over
 * most findings before the whole is normalised.
 */
export function normalizedIdentity(finding: Finding): Pick<Normalized, 'Product' | 'Control'> {
  const product = productOf(finding.ProductArn);
  const control = controlOf(finding);
  return control === undefined ? { Product: product } : { Product: product, Control: control };
}

function normalizedOf(finding: Finding): Normalized & JsonObject {
  const product = productOf(finding.ProductArn);
  const normalized: { -readonly [Member in keyof Normalized]: Normalized[Member] } & JsonObject = {
    Product: product,
    Type: typesOf(finding, product),
    Vulnerability: vulnerabilitiesOf(finding),
  };
  const control = controlOf(finding);
  if (control !== undefined) normalized.Control = control;
  const severity: SeverityLabel | undefined = severityOf(finding);
  if (severity !== undefined) normalized.Severity = severity;
  return normalized;
}

/** The native types of a finding of a product: those at the top level, else those that its provider sent. */
export function typesOf(finding: Finding, product: string): readonly string[] {
  const types = textsIn(arrayAt(finding, 'Types'));
  const sent = types.length > 0 ? types : textsIn(arrayAt(finding.FindingProviderFields, 'Types'));
  if (product === PRODUCT.guardDuty) return distinct(sent.map(guardDutyType));
  if (product === PRODUCT.macie) return distinct(sent.map(macieType));
  return distinct(sent);
}

function textsIn(values: readonly Json[]): readonly string[] {
  return values.every(isText) ? values : values.filter(isText);
}

function isText(value: Json): value is string {
  return typeof value === 'string';
}

/** Macie writes its own types with a hyphen for the slash and changes nothing else. */
function macieType(type: string): string {
  return nativeTypeIn(type) ?? type;
}

function distinct(texts: readonly string[]): readonly string[] {
  return texts.length > 1 ? [...new Set(texts)] : texts;
}
