import type { Json } from '../json.ts';

/**
 * Members of a finding that EventBridge sees and that are the same in every version of it: analysts change severity,
 * types and workflow (BatchUpdateFindings), and `Normalized` is ours. `Resources.Type` has a value for each resource;
 * no signal may ask for it, but a finding stays about something of the same kind (`couldStateRelations`).
 */
export const BUS_MEMBERS = [
  'Resources.Type',
  'ProductArn',
  'GeneratorId',
  'AwsAccountId',
  'Region',
  'Compliance.SecurityControlId',
] as const;

/** The path of one of BUS_MEMBERS. */
export type BusMember = (typeof BUS_MEMBERS)[number];

/**
 * What must hold together for a finding to be let in: for each member the matchers, as EventBridge writes them, of
 * which its value must pass one. A member that is absent here may be anything; a clause without members lets
 * everything in.
 */
export type BusClause = ReadonlyMap<BusMember, readonly Json[]>;
