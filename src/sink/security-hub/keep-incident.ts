import type { IncidentRecord } from '../../core/correlation/incident.ts';
import type { Rule } from '../../core/rule/rule.ts';
import type { Attempt, DeliveryState } from '../../delivery-log.ts';
import { toAsff } from '../../format/asff/to-asff.ts';
import { DeliveryError } from '../../sink.ts';
import { passedBy, toAttempt } from './import.ts';
import type { SecurityHubSinkOptions } from './sink-options.ts';

/** Imports an open incident once more, so that Security Hub does not forget it; nothing is told to others. False where there is no need. */
export async function keepIncident(
  options: SecurityHubSinkOptions,
  record: IncidentRecord,
): Promise<boolean> {
  const { incident, deliveredAt } = record;
  const { log, now } = options;
  const rule = options.rules.get(incident.rule.id);
  // What still has to be delivered keeps itself.
  if (rule === undefined || deliveredAt === undefined || deliveredAt < incident.updatedAt) return false;
  const state = await log.load(incident.id);
  const attempt = state.pending ?? (await beginKeeping(options, record, rule, state));
  // What is under way for a state that was delivered is what a crash has left of keeping it.
  if (attempt?.version !== incident.updatedAt) return false;
  const [refusal] = (await options.importFindings([attempt.finding])).values();
  if (refusal?.isFinal === true) await log.abandon(incident.id, attempt);
  if (refusal !== undefined)
    throw new DeliveryError(`incident ${incident.id} was not kept: ${refusal.message}`, []);
  await log.settle(incident.id, attempt, now(), undefined);
  return true;
}

async function beginKeeping(
  { log, now, publisher, digest, findRelated }: SecurityHubSinkOptions,
  record: IncidentRecord,
  rule: Rule,
  state: DeliveryState,
): Promise<Attempt | undefined> {
  const { incident } = record;
  if (state.sent === undefined || passedBy(state) !== incident.updatedAt) return undefined;
  const finding = toAsff(incident, rule, publisher, await findRelated(record, rule), now());
  const { attempt } = toAttempt(finding, record, state, digest, now());
  return (await log.begin(incident.id, attempt, state.sent)) ? attempt : undefined;
}
