import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createApp } from '../../api/app.ts';
import { LAUNCH_PATH } from '../../api/guard/guard.ts';
import { bracketed, hostsOf, isLoopback, WILDCARDS } from '../../api/guard/hosts-of.ts';
import { createLaunch } from '../../api/guard/launch.ts';
import type { PageFiles } from '../../api/page-files.ts';
import type { Rule } from '../../core/rule/rule.ts';
import { inLanguage } from '../../core/rule/rule-texts.ts';
import { type InputFile, listInputFiles } from '../../input/list-input-files.ts';
import type { LoadedRule } from '../../rule-file/load-rules.ts';
import { checkWrittenFiles } from '../check-written-files.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { isTable } from '../open-table-store.ts';
import { PACKAGE_ROOT } from '../package-root.ts';
import { readAllRules, warnOfUntranslated } from '../read-rules.ts';
import { ruleFilesIn } from '../rule-files-in.ts';
import { type Session, toPath } from '../session.ts';
import { UsageError } from '../usage-error.ts';
import { type HttpServer, startHttpServer } from './http-server.ts';
import { isWatched } from './is-watched.ts';
import { openDesk } from './open-desk.ts';
import { readConsole } from './read-console.ts';
import { readTls, type Tls } from './read-tls.ts';
import { apiTokenOf, checkServeOptions, type ServeOptions } from './serve-options.ts';
import { userOf } from './user-of.ts';

/** What is served, once everything that the user named could be read. */
interface Served {
  readonly session: Session;
  readonly options: ServeOptions;
  readonly inputs: readonly string[];
  readonly inputFiles: readonly InputFile[];
  readonly rules: readonly LoadedRule[];
  readonly user: string | undefined;
  readonly apiToken: string | undefined;
  readonly tls: Tls | undefined;
  readonly page: PageFiles;
  readonly server: HttpServer;
}

/** Requests that are being answered when the server stops have so long to end. */
const GRACE_MS = 3000;

/**
 * Serves the console until the user interrupts, which is its normal end. What can be wrong with the options is said before
 * anything is read; the port is taken then too.
 */
export async function serve(
  inputs: readonly string[],
  options: ServeOptions,
  session: Session,
): Promise<ExitCode> {
  checkServeOptions(inputs, options);
  const apiToken = apiTokenOf(session);
  const user = options.readOnly === true ? undefined : userOf(session, options.user);
  const tls = readTls(session, options);
  const page = readConsole(session.io.pageFolder);
  // The page asks for rules in either language, so they are not translated here.
  const rules = await readAllRules(session, options.rules);
  warnOfUntranslated(rules, options.lang, session);
  const inputFiles = await listInputFiles(inputs.map((input) => toPath(session, input)));
  checkFiles(session, options, inputFiles);
  const server = await startHttpServer({ host: options.host, port: options.port, tls });
  try {
    await serveDesk({ session, options, inputs, inputFiles, rules, user, apiToken, tls, page, server });
  } finally {
    await server.close(0);
  }
  return EXIT.done;
}

function checkFiles(
  session: Session,
  { store, rules, watch }: ServeOptions,
  inputFiles: readonly InputFile[],
): void {
  if (store === undefined || isTable(store)) return;
  const read = [...inputFiles.map(({ path }) => path), ...ruleFilesIn(session, rules)];
  checkWrittenFiles([toPath(session, store)], read);
  if (watch === undefined || !isWatched(toPath(session, store), toPath(session, watch))) return;
  // It would be read itself, and change by what became of that, for ever.
  throw new UsageError(`\`${store}\` lies in \`${watch}\`, whose files are read as findings`, {
    hint: 'keep the store outside of the folder that is watched',
  });
}

async function serveDesk(served: Served): Promise<void> {
  const { session, options, rules, server, user, apiToken, tls, page } = served;
  const launch = createLaunch(server.port);
  const onError = (error: unknown) =>
    session.messages.fail(`a request: ${error instanceof Error ? error.message : String(error)}`);
  const launchUrl = () => `${originOf(options, server.port)}${LAUNCH_PATH}?token=${launch.token}`;
  const desk = await openDesk({ ...served, engineRules: rulesOf(rules, options) });
  try {
    const app = createApp({
      ...desk.api,
      ...(user !== undefined && { user }),
      ...(apiToken !== undefined && { apiToken }),
      launch,
      page,
      openApi: readFileSync(join(PACKAGE_ROOT, 'schema', 'openapi.json'), 'utf8'),
      hosts: hostsOf({ ...bindingOf(options), port: server.port }),
      isSecure: tls !== undefined,
      isLoopback: isLoopback(options.host),
      onLaunched: () => session.messages.note(`launch URL for another browser: ${launchUrl()}`),
      onError,
    });
    server.answer(app.fetch, onError);
    warnOfNames(served);
    await session.out.write(`${launchUrl()}\n`);
    try {
      await desk.untilStopped();
    } finally {
      await server.close(GRACE_MS);
    }
  } finally {
    await desk.close();
  }
}

/** The rules that are run, in the language of the titles that incidents are saved with. */
function rulesOf(rules: readonly LoadedRule[], { lang }: ServeOptions): readonly Rule[] {
  return rules.map(({ rule }) => inLanguage(rule, lang)).filter(({ status }) => status !== 'draft');
}

function bindingOf({ host, tlsCert, allowHost = [] }: ServeOptions): {
  readonly host: string;
  readonly isSecure: boolean;
  readonly allowed: readonly string[];
} {
  return { host, isSecure: tlsCert !== undefined, allowed: allowHost };
}

/** Where a browser of this machine, or of the first name that is allowed, finds the server. */
function originOf({ host, allowHost = [], tlsCert }: ServeOptions, port: number): string {
  const scheme = tlsCert === undefined ? 'http' : 'https';
  const name = WILDCARDS.has(host) ? (allowHost[0] ?? '127.0.0.1') : host;
  const isWithPort = /:\d+$/.test(name) && name !== host;
  return `${scheme}://${isWithPort ? name : `${bracketed(name)}:${port}`}`;
}

function warnOfNames({ session: { messages }, options, tls }: Served): void {
  if (isLoopback(options.host)) return;
  if (tls === undefined) messages.warn('nothing encrypts what others send to the console: `--insecure-http`');
  if (WILDCARDS.has(options.host) && options.allowHost === undefined) {
    messages.warn('only `localhost` is answered: name what else leads here with `--allow-host NAME`');
  }
}
