import {
  colorChartsStatusCritical,
  colorChartsStatusHigh,
  colorChartsStatusInfo,
  colorChartsStatusLow,
  colorChartsStatusMedium,
  colorChartsStatusNeutral,
} from '@cloudscape-design/design-tokens';
import type { SeverityLabel } from '../../src/core/finding/finding.ts';

const COLORS: Readonly<Record<SeverityLabel, string>> = {
  CRITICAL: colorChartsStatusCritical,
  HIGH: colorChartsStatusHigh,
  MEDIUM: colorChartsStatusMedium,
  LOW: colorChartsStatusLow,
  INFORMATIONAL: colorChartsStatusInfo,
};

/** The color of a severity in a drawing, in the mode in use. */
export function severityColor(severity: SeverityLabel | undefined): string {
  return severity === undefined ? colorChartsStatusNeutral : COLORS[severity];
}
