import type { Signal } from './rule.ts';

/** Leads to a place in a rule file: `signals`, `backdoor`, `count`. */
type Path = readonly (string | number)[];

/** Where a signal, or something of it, stands in its rule file. */
export function signalPath({ role, name }: Signal, ...rest: Path): Path {
  return [MAP_OF_ROLE[role], name, ...rest];
}

const MAP_OF_ROLE = { required: 'signals', any: 'signals', unless: 'unless', optional: 'optional' } as const;
