import { SecurityHubClient } from '@aws-sdk/client-securityhub';
import { checkFinding } from '../core/finding/check-finding.ts';
import type { Finding } from '../core/finding/finding.ts';
import type { JsonObject } from '../core/json.ts';
import { digest } from '../digest.ts';
import type { Engine } from '../engine.ts';
import { GET_FINDINGS_LIMIT } from '../store/dynamodb/limiter.ts';
import { changedRules, rememberRules } from './changed-rules.ts';
import { countingSink } from './counting-sink.ts';
import type { Variables } from './environment.ts';
import type { Overrides } from './overrides.ts';
import { createAccountSink, createJudgingEngine, createParts, type Parts, withoutRetries } from './parts.ts';
import { createReadFindings } from './read-findings.ts';
import {
  createReconcile,
  type ReconcileContext,
  type ReconcileReport,
  type ReconcileRequest,
} from './reconcile.ts';

type Handler = (request: ReconcileRequest | null, context: ReconcileContext) => Promise<ReconcileReport>;

/** Creates the function from its environment. */
export function create(variables: Variables, overrides: Overrides = {}): Handler {
  const parts = createParts(variables, overrides);
  const { table, rules, rulesName, telemetry, now, settings, retryPolicy } = parts;
  const sink = createAccountSink(parts);
  const engine = createJudgingEngine(parts, sink);
  return createReconcile({
    engine,
    judge: createJudgingEngine(parts, countingSink(sink, telemetry)),
    table,
    telemetry,
    now,
    readFindings: createReadFindings({
      client: new SecurityHubClient(withoutRetries(settings('SECURITYHUB'))),
      acquire: table.limiter(GET_FINDINGS_LIMIT),
      wait: retryPolicy.wait,
    }),
    applyFinding: (finding, readAt) => applyFinding(finding, readAt, engine, parts),
    keep: (record) => sink.keep(record),
    rulesName,
    rememberRules: () => rememberRules(rules, table.store),
    countChangedRules: async () => (await changedRules(rules, table.store))?.length ?? 0,
  });
}

/** Saved only: the table's stream brings it to correlate, as it does whatever ingest saves. */
async function applyFinding(
  value: JsonObject,
  readAt: string,
  engine: Engine,
  { table, telemetry }: Parts,
): Promise<string> {
  const reason = checkFinding(value);
  if (reason !== undefined) {
    const body = JSON.stringify(value);
    // The same each time that it is read.
    const place = `fill#${digest(body)}`;
    await table.notes.quarantine({ place, reason, body });
    telemetry.warn('quarantined', { place, reason });
    return 'quarantined';
  }
  const finding = value as Finding;
  const observation = engine.observe(finding, readAt);
  if (observation !== undefined) return (await engine.save(observation)).outcome;
  // It may have concerned rules that have changed since: then it has to be unsaid.
  const known = await table.store.loadFinding({ productArn: finding.ProductArn, id: finding.Id });
  const anew = known === undefined ? undefined : engine.observeAnew(finding, readAt);
  if (anew !== undefined) await engine.save(anew);
  return 'ignored';
}

let instance: Handler | undefined;

/** The entry point that Lambda calls. */
export async function handler(
  request: ReconcileRequest | null,
  context: ReconcileContext,
): Promise<ReconcileReport> {
  instance ??= create(process.env);
  return instance(request, context);
}
