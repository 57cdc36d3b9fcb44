import type { Json } from '../../../src/core/json.ts';
import { parsePattern } from '../../../src/core/pattern/parse-pattern.ts';
import type { Pattern } from '../../../src/core/pattern/pattern.ts';
import type { Rule, Signal } from '../../../src/core/rule/rule.ts';

/** A pattern that must be a valid one. */
export function makePattern(json: Json): Pattern {
  const parsed = parsePattern(json);
  if (!parsed.ok) throw new Error(parsed.issues.map(({ message }) => message).join('; '));
  return parsed.value;
}

/** A required signal called `name` over one pattern. */
export function makeSignal(name: string, json: Json, members: Partial<Signal> = {}): Signal {
  return { name, role: 'required', match: [makePattern(json)], count: 1, ...members };
}

/** A rule about an EC2 instance with these signals. */
export function makeRule(signals: readonly Signal[], members: Partial<Rule> = {}): Rule {
  return {
    id: 'a-rule',
    version: 1,
    status: 'stable',
    title: 'A title',
    severity: 'HIGH',
    description: 'A description',
    references: [],
    attack: ['TA0001'],
    requires: [],
    entity: 'AwsEc2Instance',
    withinMs: 86_400_000,
    signals,
    ...members,
  };
}
