import type { Evidence } from '../core/correlation/evidence.ts';
import type { Explanation, SignalExplanation } from '../core/explain/explanation.ts';
import { formatInstant } from '../core/instant.ts';
import type { JsonObject } from '../core/json.ts';

/** An explanation for programs; instants are ISO 8601 UTC, lengths of time are milliseconds. */
export function toExplanationJson(explanation: Explanation): JsonObject {
  const { rule, entity, holds, window, isOutOfOrder, wide, signals } = explanation;
  return {
    rule,
    entity: { type: entity.type, id: entity.key },
    holds,
    ...(window && { window: { start: formatInstant(window.start), end: formatInstant(window.end) } }),
    outOfOrder: isOutOfOrder,
    wide: wide.map(({ entity, relatedType, relatedCount }) => {
      return { entity: entity.key, relatedType, relatedCount };
    }),
    signals: Object.fromEntries(signals.map((signal) => [signal.signal.name, toSignalJson(signal)])),
  };
}

function toSignalJson(explained: SignalExplanation): JsonObject {
  const { signal, met, outside, withdrawn, unrelated } = explained;
  return {
    role: signal.role,
    required: signal.count,
    count: explained.count,
    met: explained.isMet,
    short: explained.short,
    by: met.map(toPieceJson),
    outside: outside.map(({ evidence, missedBy }) => ({ ...toPieceJson(evidence), missedByMs: missedBy })),
    withdrawn: withdrawn.map(({ finding, title, reason, at }) => {
      return { productArn: finding.productArn, id: finding.id, title, reason, at: formatInstant(at) };
    }),
    unrelated: unrelated.map(({ entity, count }) => ({ entity, count })),
  };
}

function toPieceJson({ finding, title, severity, kind, from, to, values, isSample }: Evidence): JsonObject {
  return {
    productArn: finding.productArn,
    id: finding.id,
    title,
    ...(severity !== undefined && { severity }),
    from: formatInstant(from),
    ...(kind === 'activity' && { to: formatInstant(to) }),
    ...(values !== undefined && { values }),
    ...(isSample === true && { sample: true }),
  };
}
