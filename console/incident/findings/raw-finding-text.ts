import { visibleText } from '../../shared/visible-text.ts';

/** At most so many characters of a finding are shown and copied. */
export const RAW_LENGTH_MAX = 300_000;

/** A finding as indented JSON in which everything can be seen; `isCut` when the end is left out. */
export function rawFindingText(finding: Readonly<Record<string, unknown>>): {
  readonly text: string;
  readonly isCut: boolean;
} {
  const whole = JSON.stringify(finding, null, 2);
  const isCut = whole.length > RAW_LENGTH_MAX;
  return { text: visibleText(isCut ? whole.slice(0, RAW_LENGTH_MAX) : whole), isCut };
}
