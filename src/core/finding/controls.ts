import { CONTROLS, type Control } from './control-table.ts';

const CONTROL_OF_ID: ReadonlyMap<string, Control> = new Map(CONTROLS.map((control) => [control.id, control]));

const CURRENT_OF_FORMER: ReadonlyMap<string, string> = new Map(
  CONTROLS.flatMap((control) => control.former.map((former) => [former, control.id] as const)),
);

const CONTROL_IDS: readonly string[] = Object.freeze(CONTROLS.map((control) => control.id));

/**
 * The id that a control has today, from the one a finding carries: `PCI.S3.1`, `CIS/1.2.0/4.3`, `CT.EC2.2` or
 * `ELBv2.1` become `S3.3`, `EC2.2`, `EC2.2` and `ELB.1`. An id without a row stays as it is; spelling counts.
 */
export function currentControlId(id: string): string {
  return CURRENT_OF_FORMER.get(id) ?? id;
}

/** The former ids of all controls, each with the id that its control has today. */
export function formerControlIds(): ReadonlyMap<string, string> {
  return CURRENT_OF_FORMER;
}

/**
 * The ASFF type that findings of a control are mainly about, by current or former id: `Other` for a resource that
 * ASFF has no type for, `undefined` for an unknown control or one whose type is not documented any more.
 */
export function controlResourceType(id: string): string | undefined {
  return rowOf(id)?.resourceType;
}

/** All ASFF types that findings of a control are documented to be about, the main one first; empty if unknown. */
export function controlResourceTypes(id: string): readonly string[] {
  const control = rowOf(id);
  if (control?.resourceType === undefined) return [];
  return [control.resourceType, ...(control.otherTypes ?? [])];
}

/**
 * Whether a control of today, or a retired one, has this id. A former id is not known: `Normalized.Control` never
 * holds it, so a pattern that asks for it can never match.
 */
export function isKnownControl(id: string): boolean {
  return CONTROL_OF_ID.has(id);
}

/** The ids of all controls, current and retired, in alphabetical order of service, then by number; frozen. */
export function knownControlIds(): readonly string[] {
  return CONTROL_IDS;
}

function rowOf(id: string): Control | undefined {
  return CONTROL_OF_ID.get(currentControlId(id));
}
