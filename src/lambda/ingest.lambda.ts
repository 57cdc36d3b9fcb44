import { EC2Client } from '@aws-sdk/client-ec2';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { changedRules, rememberRules } from './changed-rules.ts';
import type { Variables } from './environment.ts';
import { createIngest } from './ingest.ts';
import { createLookUp } from './look-up.ts';
import type { Overrides } from './overrides.ts';
import { createParts, createSavingEngine, type Parts } from './parts.ts';

type Handler = (event: SQSEvent) => Promise<SQSBatchResponse>;

/** How often it is noted that events arrive. */
const BEAT_INTERVAL_MS = 60_000;

/** Creates the function from its environment. */
export function create(variables: Variables, overrides: Overrides = {}): Handler {
  const parts = createParts(variables, overrides);
  const { environment, table, telemetry, now, rulesName } = parts;
  const engine = createSavingEngine(parts);
  let beatAt = Number.NEGATIVE_INFINITY;
  return createIngest({
    engine,
    notes: table.notes,
    telemetry,
    ...(environment.describes && {
      lookUp: createLookUp({ ...parts, engine, client: new EC2Client(parts.settings('EC2')) }),
    }),
    beat: async () => {
      if (now() - beatAt < BEAT_INTERVAL_MS) return;
      const { deadLetterQueues } = environment;
      await compareRules(parts);
      await table.notes.heartbeat({ deadLetterQueues, rules: rulesName });
      beatAt = now();
    },
  });
}

/** Findings that came before a change of rules have not been seen by the new ones: that is told until they have. */
async function compareRules({ table: { store }, rules, telemetry }: Parts): Promise<void> {
  const changed = await changedRules(rules, store);
  if (changed === undefined) return rememberRules(rules, store);
  telemetry.count('rulesChanged', changed.length);
  if (changed.length > 0) {
    telemetry.warn('rules have changed: ask reconcile to fill, so that they see all findings', { changed });
  }
}

let instance: Handler | undefined;

/** The entry point that Lambda calls. */
export async function handler(event: SQSEvent): Promise<SQSBatchResponse> {
  instance ??= create(process.env);
  return instance(event);
}
