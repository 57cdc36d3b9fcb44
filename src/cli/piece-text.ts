import type { Evidence } from '../core/correlation/evidence.ts';
import { harmlessText } from '../core/harmless-text.ts';
import { formatInstant, type Instant } from '../core/instant.ts';

const VALUES_SHOWN = 5;
const TITLE_LENGTH_MAX = 160;

/** A piece of evidence in words: its values, its title, and when. */
export function toPieceText(piece: Evidence): string {
  const { from, to, kind, finding, title, values, isSample } = piece;
  const span = kind === 'condition' ? `since ${toInstantText(from)}` : toSpanText(from, to);
  const value =
    values === undefined
      ? ''
      : `${harmlessText(values.slice(0, VALUES_SHOWN).join(', '), TITLE_LENGTH_MAX)}, `;
  return `${value}${toTitle(title, finding.id)}, ${span}${isSample === true ? ' (sample)' : ''}`;
}

function toSpanText(from: Instant, to: Instant): string {
  return from === to ? toInstantText(from) : `${toInstantText(from)} to ${toInstantText(to)}`;
}

/** The title of a finding in quotes, or its id where it has none. */
export function toTitle(title: string, id: string): string {
  return `“${harmlessText(title.trim() === '' ? id : title.trim(), TITLE_LENGTH_MAX)}”`;
}

/** `2026-01-02 03:04:05Z`. */
export function toInstantText(instant: Instant): string {
  return formatInstant(instant).replace('T', ' ').replace('.000Z', 'Z');
}
