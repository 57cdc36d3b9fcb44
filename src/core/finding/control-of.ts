import { type Json, memberOf } from '../json.ts';
import { currentControlId } from './controls.ts';
import type { Finding } from './finding.ts';
import { PRODUCT, productOf } from './product-of.ts';

const DASH = 45;
const DOT = 46;
const CONTROL_ID_LENGTH_MAX = 64;
const CIS_MARK = 'cis-aws-foundations-benchmark/v/';
const CONTROL_TOWER_STANDARD = 'service-managed-aws-control-tower/';

/**
 * The security control that a Security Hub finding is about, under its current id (`EC2.18`), whether control
 * findings are consolidated or come once for each standard; undefined for findings of other products and of no
 * control. The members it reads are those of the Security Hub user guide, page asff-changes-consolidation.
 */
export function controlOf(finding: Finding): string | undefined {
  if (productOf(finding.ProductArn) !== PRODUCT.securityHub) return undefined;
  const consolidated = asText(memberOf(finding.Compliance, 'SecurityControlId'));
  if (consolidated !== undefined) return currentControlId(consolidated);
  const former = formerControlId(finding);
  return former === undefined ? undefined : currentControlId(former);
}

/** The id in the words of its standard, as the table of controls keys it: `EC2.9`, `PCI.S3.1`, `CIS/1.2.0/4.3`. */
function formerControlId(finding: Finding): string | undefined {
  const fields = finding.ProductFields;
  const generator = textOf(finding.GeneratorId);
  const own = asText(memberOf(fields, 'ControlId')) ?? asText(memberOf(fields, 'RuleId'));
  // Control Tower puts `CT.` before ControlId, and the id itself at the end of GeneratorId.
  const id = generator.startsWith(CONTROL_TOWER_STANDARD) ? undefined : own;
  const named = id ?? lastPart(generator);
  if (!isControlId(named)) return undefined;
  return isDigit(named.charCodeAt(0)) ? cisControlId(named, generator, fields) : named;
}

/** CIS counts its requirements anew in each version, so a number means nothing without it. */
function cisControlId(number: string, generator: string, fields: Json | undefined): string | undefined {
  const version =
    cisVersionIn(generator) ??
    cisVersionIn(textOf(memberOf(fields, 'StandardsArn'))) ??
    cisVersionIn(textOf(memberOf(fields, 'StandardsGuideArn')));
  return version === undefined ? undefined : `CIS/${version}/${number}`;
}

function cisVersionIn(text: string): string | undefined {
  const mark = text.indexOf(CIS_MARK);
  if (mark < 0) return undefined;
  const start = mark + CIS_MARK.length;
  const end = text.indexOf('/', start);
  const version = end < 0 ? text.slice(start) : text.slice(start, end);
  return isControlId(version) ? version : undefined;
}

/** `security-control/EC2.9`, `pci-dss/v/3.2.1/PCI.S3.1` and `…/ruleset/…/rule/4.3` end with the id. */
function lastPart(generator: string): string {
  const slash = generator.lastIndexOf('/');
  return slash < 0 ? '' : generator.slice(slash + 1);
}

/** Letters, digits, hyphens and dots, with a dot among them and a digit at the end. */
function isControlId(text: string): boolean {
  if (text.length > CONTROL_ID_LENGTH_MAX || !isDigit(text.charCodeAt(text.length - 1))) return false;
  let hasDot = false;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === DOT) hasDot = true;
    else if (!isDigit(code) && !isLetter(code) && code !== DASH) return false;
  }
  return hasDot;
}

function asText(value: Json | undefined): string | undefined {
  return typeof value === 'string' && value !== '' && value.length <= CONTROL_ID_LENGTH_MAX
    ? value
    : undefined;
}

function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function isLetter(code: number): boolean {
  return (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
}
