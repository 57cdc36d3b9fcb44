import type { SignalExplanation } from '../core/explain/explanation.ts';
import { harmlessText } from '../core/harmless-text.ts';
import type { JsonObject } from '../core/json.ts';
import type { Signal } from '../core/rule/rule.ts';
import type { FoundMiss } from '../desk/find-near-misses.ts';
import { toDurationText } from './duration-text.ts';
import { toExplanationJson } from './explanation-json.ts';
import { toPieceText } from './piece-text.ts';

const PIECES_SHOWN = 3;

/** A near miss for people: what is there, and what would complete it; ends with a line break. */
export function toNearMissText(miss: FoundMiss): string {
  const { rule, explanation, met } = miss;
  const lines = [
    `${rule.severity} ${rule.id} on ${harmlessText(explanation.entity.key)}`,
    ...met.map((explained) => `  met      ${countText(explained)}`),
    ...missingLines(miss),
  ];
  return `${lines.join('\n')}\n`;
}

function countText({ signal, met }: SignalExplanation): string {
  const place = signal.on === undefined ? '' : ` on ${signal.on}`;
  return `${signal.name}${place}: ${met.length} of ${signal.count}`;
}

function missingLines({ missing, rule }: FoundMiss): readonly string[] {
  switch (missing.kind) {
    case 'signal':
      return signalLines(missing.signal, 'missing');
    case 'any':
      return missing.signals.flatMap((signal, index) => signalLines(signal, index === 0 ? 'one of' : 'or'));
    case 'order':
      return [`  missing  the order: ${(rule.order ?? []).join(', ')} must start one after the other`];
    case 'unless':
      return [`  blocked  unless ${countText(missing.signal)}`];
  }
}

function signalLines(explained: SignalExplanation, word: string): readonly string[] {
  const outside = explained.outside.slice(0, PIECES_SHOWN).map(({ evidence, missedBy }) => {
    return `           outside the window by ${toDurationText(missedBy)}: ${toPieceText(evidence)}`;
  });
  return [`  ${word.padEnd(8)} ${countText(explained)}: ${patternText(explained.signal)}`, ...outside];
}

function patternText({ match }: Signal): string {
  return match.map(({ json }) => harmlessText(JSON.stringify(json))).join(' or ');
}

/** A near miss for programs: its explanation, and what is missing. */
export function toNearMissJson({ rule, explanation, missing }: FoundMiss): JsonObject {
  return {
    severity: rule.severity,
    missing: {
      kind: missing.kind,
      ...('signal' in missing && { signals: [missing.signal.signal.name], short: missing.signal.short }),
      ...('signals' in missing && { signals: missing.signals.map(({ signal }) => signal.name) }),
    },
    ...toExplanationJson(explanation),
  };
}
