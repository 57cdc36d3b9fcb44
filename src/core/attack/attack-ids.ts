import { FORMER_TECHNIQUES, type FormerTechnique } from './former-technique-table.ts';
import { TACTICS, type TacticId } from './tactics.ts';
import { TECHNIQUES, type Technique } from './technique-table.ts';

const NAME_OF_TACTIC: ReadonlyMap<string, string> = new Map(TACTICS.map(({ id, name }) => [id, name]));

const TECHNIQUE_OF_ID: ReadonlyMap<string, Technique> = new Map(TECHNIQUES.map((each) => [each.id, each]));

const FORMER_OF_ID: ReadonlyMap<string, FormerTechnique> = new Map(
  FORMER_TECHNIQUES.map((each) => [each.id, each]),
);

/** Whether an id is that of a tactic of ATT&CK Enterprise. */
export function isTacticId(id: string): id is TacticId {
  return NAME_OF_TACTIC.has(id);
}

/** The technique or sub-technique with an id; undefined for one that is unknown or stands no more. */
export function techniqueOf(id: string): Technique | undefined {
  return TECHNIQUE_OF_ID.get(id);
}

/** The technique that had an id until ATT&CK gave it up; undefined for any other id. */
export function formerTechniqueOf(id: string): FormerTechnique | undefined {
  return FORMER_OF_ID.get(id);
}

/** The id as ATT&CK has it today: that of the successor for a revoked technique, else the id itself. */
export function currentAttackId(id: string): string {
  return FORMER_OF_ID.get(id)?.successor ?? id;
}

/**
 * The name of a tactic or technique that stands: `Credential Access`; a sub-technique's behind its technique's, as
 * MITRE writes it: `Brute Force: Password Spraying`. Undefined for any other id.
 */
export function attackName(id: string): string | undefined {
  const own = TECHNIQUE_OF_ID.get(id)?.name;
  if (own === undefined) return NAME_OF_TACTIC.get(id);
  const outer = id.includes('.') ? TECHNIQUE_OF_ID.get(parentId(id))?.name : undefined;
  return outer === undefined ? own : `${outer}: ${own}`;
}

/** The technique that a sub-technique belongs to; a technique's own id. */
export function parentId(id: string): string {
  return id.split('.', 1)[0] ?? id;
}

/** The page of a tactic or technique at MITRE. */
export function attackAddress(id: string): string {
  const folder = id.startsWith('TA') ? 'tactics' : 'techniques';
  return `https://attack.mitre.org/${folder}/${id.replace('.', '/')}/`;
}
