import type { IncidentRecord } from '../../core/correlation/incident.ts';
import type { Digest } from '../../core/correlation/observe.ts';
import type { Entity } from '../../core/entity/entity.ts';
import type { Instant } from '../../core/instant.ts';
import type { Rule } from '../../core/rule/rule.ts';
import type { DeliveryLog } from '../../delivery-log.ts';
import type { Publisher } from '../../format/asff/to-asff.ts';
import type { Announce } from '../announce.ts';
import type { ImportFindings } from './import-findings.ts';

/** What the sink is made of. */
export interface SecurityHubSinkOptions {
  readonly rules: ReadonlyMap<string, Rule>;
  readonly publisher: Publisher;
  readonly log: DeliveryLog;
  readonly importFindings: ImportFindings;
  readonly announce: Announce;
  /** What the incident's entity is related to, by the rule. */
  readonly findRelated: (record: IncidentRecord, rule: Rule) => Promise<readonly Entity[]>;
  readonly digest: Digest;
  /** The clock: milliseconds since 1970. */
  readonly now: () => Instant;
}
