import { type JsonObject, memberOf } from '../json.ts';
import { SEVERITY_LABELS, type SeverityLabel } from './finding.ts';

/** The lowest `Severity.Normalized` of each label but the first, the most severe first (ASFF, page asff-required-attributes). */
const LABEL_FROM: readonly (readonly [number, SeverityLabel])[] = [
  [90, 'CRITICAL'],
  [70, 'HIGH'],
  [40, 'MEDIUM'],
];

/**
 * The severity of a finding: the label, else the one that `Severity.Normalized` (0 to 100) stands for, else the
 * label that the provider gave; undefined where none of them can be read. `Severity.Product` has no documented
 * meaning and `Severity.Normalized` contradicts the label in real findings, so the label comes first.
 */
export function severityOf(finding: JsonObject): SeverityLabel | undefined {
  const severity = finding.Severity;
  return (
    asLabel(memberOf(severity, 'Label')) ??
    labelOfNumber(memberOf(severity, 'Normalized')) ??
    asLabel(memberOf(memberOf(finding.FindingProviderFields, 'Severity'), 'Label'))
  );
}

function asLabel(value: unknown): SeverityLabel | undefined {
  const index = SEVERITY_LABELS.indexOf(value as SeverityLabel);
  return index < 0 ? undefined : SEVERITY_LABELS[index];
}

function labelOfNumber(value: unknown): SeverityLabel | undefined {
  if (typeof value !== 'number' || !(value >= 0 && value <= 100)) return undefined;
  for (const [from, label] of LABEL_FROM) if (value >= from) return label;
  return value > 0 ? 'LOW' : 'INFORMATIONAL';
}
