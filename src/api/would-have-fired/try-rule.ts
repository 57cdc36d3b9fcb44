import type { Incident } from '../../core/correlation/incident.ts';
import type { Finding } from '../../core/finding/finding.ts';
import type { Rule } from '../../core/rule/rule.ts';
import { incidentPages } from '../../desk/incident-pages.ts';
import { digest } from '../../digest.ts';
import { createEngine, type Engine } from '../../engine.ts';
import { NO_SINK } from '../../sink.ts';
import type { KeptFinding, KeptFindings, Store } from '../../store.ts';
import { createTurns } from '../turns.ts';

/** At most so many versions are tried, the newest. */
const VERSIONS_MAX = 200_000;

/** After this long a trial ends with what it has come to. */
const TRIAL_MS_MAX = 60_000;

/** A page is read without a turn for others: where bodies are packed together, each may be in another block. */
const PAGE = 200;

/** What rules come to, each by itself in a store of its own. */
export interface Trial {
  readonly findings: number;
  /** In the order of the rules. */
  readonly incidents: readonly (readonly Incident[])[];
}

/** Applies kept findings in their order to each of the rules alone; others have their turn meanwhile. */
export async function tryRules(
  rules: readonly Rule[],
  kept: KeptFindings,
  createScratchStore: () => Store,
): Promise<Trial> {
  const mayGoOn = createTurns(TRIAL_MS_MAX);
  const trials = rules.map((rule) => beginTrial(rule, createScratchStore()));
  const engines = trials.map(({ engine }) => engine);
  let findings = 0;
  for await (const page of newestInOrder(kept)) {
    const isWhole = await applyAll(page, engines, async () => {
      findings += 1;
      return mayGoOn();
    });
    if (!isWhole) break;
  }
  return { findings, incidents: await Promise.all(trials.map(({ store }) => allIncidents(store))) };
}

function beginTrial(rule: Rule, store: Store): { readonly store: Store; readonly engine: Engine } {
  return { store, engine: createEngine({ rules: [rule], store, sink: NO_SINK, digest }) };
}

/** False when it has taken too long. */
async function applyAll(
  page: readonly KeptFinding[],
  engines: readonly Engine[],
  mayGoOn: () => Promise<boolean>,
): Promise<boolean> {
  for (const { body, time } of page) {
    for (const engine of engines) {
      // Only what could be read is kept.
      const observation = engine.observe(body as Finding, time);
      if (observation !== undefined) await engine.apply(observation);
    }
    if (!(await mayGoOn())) return false;
  }
  // What is decided is delivered nowhere, and must not pile up.
  for (const engine of engines) await engine.flush();
  return true;
}

async function* newestInOrder(kept: KeptFindings): AsyncGenerator<readonly KeptFinding[], void, undefined> {
  let tooMany = (await kept.count()) - VERSIONS_MAX;
  let after: KeptFinding | undefined;
  for (;;) {
    const page = await kept.list({ ...(after !== undefined && { after }), limit: PAGE });
    yield page.slice(Math.max(0, tooMany));
    tooMany -= page.length;
    after = page.at(-1);
    if (page.length < PAGE) return;
  }
}

async function allIncidents(store: Store): Promise<readonly Incident[]> {
  const incidents: Incident[] = [];
  for await (const page of incidentPages(store, 'all')) {
    for (const { incident } of page) incidents.push(incident);
  }
  return incidents;
}
