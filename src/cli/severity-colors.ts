import type { SeverityLabel } from '../core/finding/finding.ts';

/** How a severity is shown on a terminal. */
export const SEVERITY_COLORS: Readonly<
  Record<SeverityLabel, readonly ('red' | 'bold' | 'yellow' | 'blue' | 'gray')[]>
> = {
  CRITICAL: ['red', 'bold'],
  HIGH: ['red'],
  MEDIUM: ['yellow'],
  LOW: ['blue'],
  INFORMATIONAL: ['gray'],
};
