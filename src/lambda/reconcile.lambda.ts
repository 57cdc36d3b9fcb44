import { SecurityHubClient } from '@aws-sdk/client-securityhub';
import { GET_FINDINGS_LIMIT } from '../store/dynamodb/limiter.ts';
import { changedRules, rememberRules } from './changed-rules.ts';
import { countingSink } from './counting-sink.ts';
import type { Variables } from './environment.ts';
import type { Overrides } from './overrides.ts';
import { createAccountSink, createJudgingEngine, createParts, withoutRetries } from './parts.ts';
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
    keep: (record) => sink.keep(record),
    rulesName,
    rememberRules: () => rememberRules(rules, table.store),
    countChangedRules: async () => (await changedRules(rules, table.store))?.length ?? 0,
  });
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
