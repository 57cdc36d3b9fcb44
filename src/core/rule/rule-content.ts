import { canonicalJson } from '../canonical-json.ts';
import { compareText } from '../compare-text.ts';
import type { JsonObject } from '../json.ts';
import type { Rule, Signal } from './rule.ts';

/**
 * What decides in a rule, as canonical JSON: a store keeps its hash and refuses to go on with another (design,
 * 4.12). Texts, references and `status` are left out, and so is the order in which signals are written; `version`
 * is in it, because its author raises it to say that the meaning has changed.
 */
export function ruleContent(rule: Rule): string {
  const { id, version, severity, entity, withinMs, signals, any, order } = rule;
  return canonicalJson({
    id,
    version,
    severity,
    entity,
    withinMs,
    signals: signals.map(signalContent).sort(byName),
    ...(any !== undefined && { any: { atLeast: any.atLeast, of: any.of.toSorted() } }),
    ...(order !== undefined && { order }),
  });
}

interface SignalContent extends JsonObject {
  readonly name: string;
}

function signalContent({ name, role, match, count, distinct, on, kind, severity }: Signal): SignalContent {
  return {
    name,
    role,
    match: match.map(({ json }) => json),
    count,
    ...(distinct !== undefined && { distinct }),
    ...(on !== undefined && { on }),
    ...(kind !== undefined && { kind }),
    ...(severity !== undefined && { severity }),
  };
}

function byName(a: SignalContent, b: SignalContent): number {
  return compareText(a.name, b.name);
}
