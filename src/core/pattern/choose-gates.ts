import type { PatternBranch } from './pattern-branches.ts';
import type { GroupLeaf } from './pattern-group.ts';
import { type GateKey, gateKeys } from './value-gate.ts';

/** The leaf of a branch before which it is filed, with the keys; every event that matches shows one of them. */
export interface ChosenGate {
  readonly leaf: GroupLeaf;
  readonly keys: readonly GateKey[];
}

/**
 * For each branch the gate that it shares with the fewest others, so that a thousand rules about one product lie
 * behind a thousand types and not behind the product; undefined for a branch that absence alone can satisfy.
 */
export function chooseGates(branches: readonly PatternBranch[]): readonly (ChosenGate | undefined)[] {
  const offers = branches.map(offerGates);
  const sharers = countSharers(offers.flat());
  return offers.map((gates) => {
    const costs = gates.map((gate) => costOf(gate, sharers));
    return gates[costs.indexOf(Math.min(...costs))];
  });
}

function offerGates(branch: PatternBranch): readonly ChosenGate[] {
  return branch.flatMap((leaf) => {
    const keys = gateKeys(leaf.matchers);
    return keys === undefined ? [] : [{ leaf, keys }];
  });
}

function countSharers(gates: readonly ChosenGate[]): ReadonlyMap<string, number> {
  const sharers = new Map<string, number>();
  for (const gate of gates) {
    for (const key of gate.keys) {
      const text = keyText(gate, key);
      sharers.set(text, (sharers.get(text) ?? 0) + 1);
    }
  }
  return sharers;
}

// `any` opens to whatever has the member at all, hence its weight; among equals the longest key opens least often.
const ANY_WEIGHT = 1_000_000;

function costOf(gate: ChosenGate, sharers: ReadonlyMap<string, number>): number {
  let cost = 0;
  for (const key of gate.keys) {
    const weight = key.kind === 'any' ? ANY_WEIGHT : 1 / (2 + String(key.value).length);
    cost = Math.max(cost, (sharers.get(keyText(gate, key)) ?? 0) + weight);
  }
  return cost;
}

function keyText({ leaf }: ChosenGate, key: GateKey): string {
  const value = key.kind === 'any' ? '' : `${typeof key.value}:${key.value}`;
  return `${leaf.text}\n${key.kind}\n${value}`;
}
