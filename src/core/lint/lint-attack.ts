import { attackName, formerTechniqueOf, isTacticId, parentId, techniqueOf } from '../attack/attack-ids.ts';
import { nearestAttackIds } from '../attack/nearest-attack-ids.ts';
import { ATTACK_VERSION } from '../attack/tactics.ts';
import { type Issue, quoted } from '../issue.ts';
import type { Rule } from '../rule/rule.ts';
import { warning } from './lint-issue.ts';

/**
 * Warns of ATT&CK ids that do not stand, of techniques without one of their tactics, and of a stable rule without any
 * id. Warnings only: ATT&CK changes twice a year, and a rule may be newer than the tables here.
 */
export function lintAttack({ attack, status }: Rule): readonly Issue[] {
  if (attack.length === 0 && status === 'stable') {
    const hint =
      'name in `attack` the tactics and techniques that the rule detects, such as `[TA0006, T1110]`';
    return [warning('lint/attack', ['status'], 'the stable rule names nothing of MITRE ATT&CK', hint)];
  }
  return attack.flatMap((id, index) => {
    const problem = problemOf(id, attack);
    return problem === undefined
      ? []
      : [warning('lint/attack', ['attack', index], problem.message, problem.hint)];
  });
}

interface Problem {
  readonly message: string;
  readonly hint: string;
}

function problemOf(id: string, attack: readonly string[]): Problem | undefined {
  if (isTacticId(id)) return undefined;
  const technique = techniqueOf(id);
  if (technique === undefined) return formerProblem(id) ?? unknownProblem(id);
  if (technique.tactics.some((tactic) => attack.includes(tactic))) return undefined;
  return {
    message: `no tactic of the technique ${named(id)} is named`,
    hint: `add ${technique.tactics.map(named).join(' or ')} to \`attack\``,
  };
}

function formerProblem(id: string): Problem | undefined {
  const former = formerTechniqueOf(id);
  if (former === undefined) return undefined;
  const { name, successor } = former;
  const message = `the technique ${quoted(id)} (${name}) is no longer in ATT&CK ${ATTACK_VERSION}`;
  if (successor === undefined) return { message, hint: 'it has no successor: name another technique' };
  return { message, hint: `${named(successor)} took its place` };
}

function unknownProblem(id: string): Problem {
  const message = `there is no ${quoted(id)} in ATT&CK Enterprise ${ATTACK_VERSION}`;
  const nearest = nearestAttackIds(id);
  if (nearest.length > 0) return { message, hint: `did you mean ${nearest.map(named).join(' or ')}?` };
  const parent = parentId(id);
  const hint =
    attackName(parent) === undefined
      ? 'the tactics and techniques are at https://attack.mitre.org/matrices/enterprise/'
      : `the technique itself is ${named(parent)}`;
  return { message, hint };
}

function named(id: string): string {
  return `${quoted(id)} (${attackName(id) ?? 'unknown'})`;
}
