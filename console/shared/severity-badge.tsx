import Badge from '@cloudscape-design/components/badge';
import type { SeverityLabel } from '../../src/core/finding/finding.ts';
import { useTexts } from '../texts/texts.ts';

const COLORS = {
  CRITICAL: 'severity-critical',
  HIGH: 'severity-high',
  MEDIUM: 'severity-medium',
  LOW: 'severity-low',
  INFORMATIONAL: 'severity-neutral',
} as const satisfies Readonly<Record<SeverityLabel, string>>;

/** A severity in its color and in words. */
export function SeverityBadge({ severity }: { readonly severity: SeverityLabel }) {
  return <Badge color={COLORS[severity]}>{useTexts().shared.severities[severity]}</Badge>;
}
