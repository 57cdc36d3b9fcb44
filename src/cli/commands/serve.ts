import { readFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { serve as listen } from '@hono/node-server';
import type { Command } from 'commander';
import { createApp } from '../../api/app.ts';
import { createLaunch } from '../../api/guard/launch.ts';
import { createIncidentIndex } from '../../api/incident-index/incident-index.ts';
import { createLiveEvents } from '../../api/live-events.ts';
import { readPageFiles } from '../../api/page-files.ts';
import type { Instant } from '../../core/instant.ts';
import { digest } from '../../digest.ts';
import { createEngine } from '../../engine.ts';
import { listInputFiles } from '../../input/list-input-files.ts';
import { NO_SINK } from '../../sink.ts';
import { createMemoryStore } from '../../store/memory/memory-store.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { openStore } from '../open-store.ts';
import { PACKAGE_ROOT, packageVersion } from '../package-root.ts';
import { QuarantineReport } from '../quarantine-report.ts';
import { readAllRules } from '../read-rules.ts';
import { replayInputs } from '../replay-inputs.ts';
import { type Session, toPath } from '../session.ts';

/** Adds `serve`: the console and its API. */
export function addServeCommand(program: Command, session: Session): void {
  program
    .command('serve')
    .description('serve the console and its API over a store')
    .argument('[input...]', 'findings to read first: files, folders, globs, or -')
    .option('--rules <dir>', 'folder of rules (default: rules/, else the rules of the package)')
    .option('--store <file>', 'SQLite file that is kept; without it nothing outlives the server')
    .option('--port <number>', 'port on the loopback address', '4747')
    .action(async (inputs: string[], options: ServeOptions) => {
      session.exitCode = await serve(inputs, options, session);
    });
}

interface ServeOptions {
  readonly rules?: string;
  readonly store?: string;
  readonly port: string;
}

async function serve(inputs: readonly string[], options: ServeOptions, session: Session): Promise<ExitCode> {
  const loaded = await readAllRules(session, options.rules);
  const rules = loaded.map(({ rule }) => rule).filter(({ status }) => status !== 'draft');
  const store = await openStore(session, options, rules);
  const engine = createEngine({ rules, store, sink: NO_SINK, digest });
  const inputFiles = await listInputFiles(inputs.map((input) => toPath(session, input)));
  await replayInputs(
    { inputFiles, engine, report: new QuarantineReport(session.messages), openCount: () => 0 },
    session,
  );
  const port = Number(options.port);
  const launch = createLaunch(port);
  const app = createApp({
    launch,
    page: readPageFiles(session.io.pageFolder ?? join(PACKAGE_ROOT, 'dist', 'console')),
    hosts: [`127.0.0.1:${port}`, `localhost:${port}`],
    store,
    storeInfo: { kind: options.store === undefined ? 'memory' : 'sqlite', name: options.store ?? 'memory' },
    rules: loaded,
    index: await createIncidentIndex(store),
    events: createLiveEvents(),
    user: userInfo().username,
    loadFinding: async () => undefined,
    version: packageVersion(),
    startedAt: Date.now() as Instant,
    now: () => Date.now() as Instant,
    createScratchStore: createMemoryStore,
    openApi: readFileSync(join(PACKAGE_ROOT, 'schema', 'openapi.json'), 'utf8'),
    onError: (error) => session.messages.warn(String(error)),
  });
  const server = listen({ fetch: app.fetch, port, hostname: '127.0.0.1' });
  await session.out.write(`http://127.0.0.1:${port}/launch?token=${launch.token}\n`);
  await new Promise((resolve) => session.io.signal?.addEventListener('abort', resolve));
  server.close();
  await store.close();
  return EXIT.done;
}
