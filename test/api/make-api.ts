import type { Hono } from 'hono';
import { type AppOptions, createApp } from '../../src/api/app.ts';
import { CHANGE_TOKEN_HEADER, PATHS, type RouteName } from '../../src/api/contract/paths.ts';
import { ROUTES } from '../../src/api/contract/routes.ts';
import { createLaunch } from '../../src/api/guard/launch.ts';
import { createIncidentIndex } from '../../src/api/incident-index/incident-index.ts';
import { createLiveEvents } from '../../src/api/live-events.ts';
import { tellOfSaves } from '../../src/api/tell-of-saves.ts';
import type { Finding } from '../../src/core/finding/finding.ts';
import { type Instant, parseInstant } from '../../src/core/instant.ts';
import { takeIn } from '../../src/desk/take-in.ts';
import { digest } from '../../src/digest.ts';
import { createEngine } from '../../src/engine.ts';
import type { InputRecord } from '../../src/input/input-record.ts';
import { readInputs } from '../../src/input/read-inputs.ts';
import { type LoadedRule, loadRules } from '../../src/rule-file/load-rules.ts';
import { NO_SINK } from '../../src/sink.ts';
import { createMemoryStore } from '../../src/store/memory/memory-store.ts';
import type { Store } from '../../src/store.ts';

/** The instant at which tests of the API are asked. */
export const NOW: Instant = parseInstant('2026-04-01T12:00:00.000Z') ?? (0 as Instant);

/** The shipped rules. */
export const RULES: readonly LoadedRule[] = (await loadRules('rules')).rules;

/** An API over a store, asked in process by somebody who has launched it. */
export interface TestApi {
  readonly app: Hono;
  readonly store: Store;
  readonly options: AppOptions;
  readonly errors: readonly unknown[];
  ask(address: string, body?: unknown): Promise<Response>;
  /** Asks and checks the answer against the contract. */
  get(name: RouteName, address?: string): Promise<unknown>;
  post(name: RouteName, body: unknown): Promise<unknown>;
}

/** What is otherwise than usual; one that is only to look at is nobody's to handle incidents in. */
export interface TestApiOptions extends Partial<AppOptions> {
  readonly isReadOnly?: boolean;
}

/** Creates an API over a store as it stands. */
export async function makeApi(
  store: Store,
  { isReadOnly = false, ...options }: TestApiOptions = {},
): Promise<TestApi> {
  const names = ['launch-token', 'the-session', 'the-change-token'];
  const launch = createLaunch(4747, () => names.shift() ?? '');
  const errors: unknown[] = [];
  const live = createLiveEvents();
  const index = await createIncidentIndex(store);
  const all: AppOptions = {
    launch,
    page: new Map(),
    hosts: ['127.0.0.1:4747'],
    store: tellOfSaves(store, index, live),
    storeInfo: { kind: 'memory', name: 'memory' },
    rules: RULES,
    index,
    events: live,
    ...(!isReadOnly && { user: 'ada' }),
    loadFinding: async (key) => (await store.keptFindings?.load(key))?.body,
    version: '1.2.3',
    startedAt: NOW,
    now: () => NOW,
    onError: (error) => errors.push(error),
    createScratchStore: createMemoryStore,
    openApi: '{}',
    ...options,
  };
  const app = createApp(all);
  const ask: TestApi['ask'] = async (address, body) => {
    const headers = { host: '127.0.0.1:4747', cookie: 'corroborate-4747=the-session' };
    if (body === undefined) return app.request(address, { headers });
    return app.request(address, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json', [CHANGE_TOKEN_HEADER]: launch.changeToken },
      body: JSON.stringify(body),
    });
  };
  return {
    ...{ app, store, options: all, errors, ask },
    get: async (name, address = PATHS[name].path) => read(name, await ask(address)),
    post: async (name, body) => read(name, await ask(PATHS[name].path, body)),
  };
}

async function read(name: RouteName, response: Response): Promise<unknown> {
  const body: unknown = await response.json();
  if (response.status !== 200)
    throw new Error(`${name} answered ${response.status}: ${JSON.stringify(body)}`);
  return ROUTES[name].answer?.parse(body);
}

/** A store that holds what the examples' stories come to. */
export async function storeOfStories(): Promise<Store> {
  return storeOf(readInputs(['examples/stories']));
}

/** A store that holds what findings come to, applied in their order. */
export async function storeOfFindings(
  findings: readonly Finding[],
  rules: readonly LoadedRule[] = RULES,
): Promise<Store> {
  const place = { file: 'made up', byteOffset: 0 };
  return storeOf([findings.map((value): InputRecord => ({ kind: 'finding', value, place }))], rules);
}

async function storeOf(
  batches: AsyncIterable<readonly InputRecord[]> | Iterable<readonly InputRecord[]>,
  loaded: readonly LoadedRule[] = RULES,
): Promise<Store> {
  const store = createMemoryStore();
  const rules = loaded.map(({ rule }) => rule);
  const engine = createEngine({ rules, store, sink: NO_SINK, digest });
  await takeIn(batches, { engine, store, source: 'a test', now: () => NOW });
  return store;
}
