import type { AttackCoverage, Coverage, TacticCoverage } from '../../core/attack/coverage.ts';
import { ATTACK_VERSION } from '../../core/attack/tactics.ts';
import type { JsonObject } from '../../core/json.ts';
import type { Rule } from '../../core/rule/rule.ts';
import { lackedProducts } from './switched-on.ts';

/**
 * Coverage as JSON: `rules` are all of them, with what each lacks where `products` are given; `tactics` and their
 * techniques name the rules that can hold.
 */
export function toCoverageJson(
  rules: readonly Rule[],
  coverage: Coverage,
  products: readonly string[] | undefined,
): JsonObject {
  return {
    attackVersion: ATTACK_VERSION,
    ...(products !== undefined && { products }),
    rules: rules.map((rule) => toRuleJson(rule, products)),
    tactics: coverage.tactics.map(toTacticJson),
    unknown: coverage.unknown.map(({ id, rules: naming }) => ({ id, rules: idsOf(naming) })),
  };
}

function toRuleJson(rule: Rule, products: readonly string[] | undefined): JsonObject {
  const { id, status, title, requires } = rule;
  const lacks = products === undefined ? undefined : lackedProducts(rule, products);
  return {
    id,
    status,
    title,
    requires,
    ...(lacks !== undefined && { canHold: lacks.length === 0, lacks }),
  };
}

function toTacticJson({ techniques, ...tactic }: TacticCoverage): JsonObject {
  return { ...toJson(tactic), techniques: techniques.map(toJson) };
}

function toJson({ id, name, rules }: AttackCoverage): JsonObject {
  return { id, name, rules: idsOf(rules) };
}

function idsOf(rules: readonly Rule[]): readonly string[] {
  return rules.map(({ id }) => id);
}
