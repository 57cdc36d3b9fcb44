import type { Evidence } from '../core/correlation/evidence.ts';
import type { Explanation, SignalExplanation } from '../core/explain/explanation.ts';
import { harmlessText } from '../core/harmless-text.ts';
import type { Rule } from '../core/rule/rule.ts';
import { toDurationText } from './duration-text.ts';
import { toInstantText, toPieceText, toTitle } from './piece-text.ts';
import { toCountText } from './progress.ts';

const PIECES_SHOWN = 5;

/** An explanation for people, one line for each thing that decides; ends with a line break. */
export function toExplanationText(explanation: Explanation, rule: Rule): string {
  const { entity, holds } = explanation;
  const lines = [
    `${rule.id} ${holds ? 'holds' : 'does not hold'} for ${harmlessText(entity.key)}`,
    ...windowLines(explanation, rule),
    '',
    ...explanation.signals.flatMap((signal) => signalLines(signal, explanation)),
    ...ruleLines(explanation, rule),
  ];
  return `${lines.join('\n')}\n`;
}

function windowLines({ window, holds }: Explanation, rule: Rule): readonly string[] {
  if (window === undefined) return ['there is no evidence for any of its signals'];
  const span = `${toInstantText(window.start)} to ${toInstantText(window.end)}`;
  const which = holds ? 'the latest window in which it does' : 'the window in which most signals are met';
  return [`${which}: ${span} (within ${toDurationText(rule.withinMs)})`];
}

function signalLines(explained: SignalExplanation, { holds }: Explanation): readonly string[] {
  const { signal, met, count } = explained;
  const place = signal.on === undefined ? '' : ` on ${signal.on}`;
  const counted = `${met.length} of ${signal.count}`;
  const inAll = count > met.length ? `, ${count} in all` : '';
  const head = `${verdictOf(explained, holds)} ${signal.name}${place}: ${counted}${inAll}${roleText(explained)}`;
  return [head, ...pieceLines(met), ...missLines(explained), ''];
}

function verdictOf({ signal, isMet }: SignalExplanation, holds: boolean): string {
  if (signal.role === 'unless') return isMet && !holds ? '[blocks]' : '[clear] ';
  if (isMet) return '[met]   ';
  return signal.role === 'optional' ? '[absent]' : '[short] ';
}

function roleText({ signal, short }: SignalExplanation): string {
  if (signal.role === 'unless') return ', unless';
  if (signal.role === 'optional') return ', optional';
  const isOneOf = signal.role === 'any' ? ', one of any' : '';
  return short > 0 ? `${isOneOf}, short by ${short}` : isOneOf;
}

function pieceLines(pieces: readonly Evidence[]): readonly string[] {
  const shown = pieces.slice(0, PIECES_SHOWN).map((piece) => `    by ${toPieceText(piece)}`);
  const more = pieces.length - shown.length;
  return more > 0 ? [...shown, `    and ${more} more`] : shown;
}

function missLines({ outside, withdrawn, unrelated, signal }: SignalExplanation): readonly string[] {
  return [
    ...outside.map(({ evidence, missedBy }) => {
      return `    outside the window by ${toDurationText(missedBy)}: ${toPieceText(evidence)}`;
    }),
    ...withdrawn.map(({ title, finding, reason, at }) => {
      return `    withdrawn ${toInstantText(at)} (${harmlessText(reason)}): ${toTitle(title, finding.id)}`;
    }),
    ...unrelated.map(({ entity, count }) => {
      const findings = count === 1 ? '1 finding' : `${count} findings`;
      return `    ${findings} on a ${signal.on} without a known relation to it: ${harmlessText(entity)}`;
    }),
  ];
}

function ruleLines({ isOutOfOrder, holds, wide, signals }: Explanation, rule: Rule): readonly string[] {
  const lines = wide.map(({ entity, relatedType, relatedCount }) => {
    const relations = `${toCountText(relatedCount)} relations to ${relatedType}`;
    return `${harmlessText(entity.key)} is wide: signals do not cross its ${relations}`;
  });
  if (rule.any !== undefined) {
    const met = signals.filter(({ signal, isMet }) => signal.role === 'any' && isMet).length;
    lines.push(`any: ${met} of ${rule.any.of.join(', ')}; at least ${rule.any.atLeast} are needed`);
  }
  if (isOutOfOrder) lines.push(`out of order: ${(rule.order ?? []).join(', ')} must start in this order`);
  if (!holds) {
    for (const { signal, isMet } of signals) {
      if (signal.role === 'unless' && isMet) lines.push(`blocked by unless ${signal.name}`);
    }
  }
  return lines;
}
