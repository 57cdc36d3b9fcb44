import { PassThrough, Writable } from 'node:stream';
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from 'playwright-core';
import type { IntakeResult } from '../../src/api/contract/intake.ts';
import { CHANGE_TOKEN_HEADER, PATHS } from '../../src/api/contract/paths.ts';
import type { SessionView } from '../../src/api/contract/session.ts';
import type { Clock } from '../../src/cli/clock.ts';
import { run } from '../../src/cli/run.ts';
import type { Json } from '../../src/core/json.ts';
import { findBrowser } from './find-browser.ts';

/** A browser for the tests of one file, and the folder of the page that is built. */
export interface Stage {
  readonly browser: Browser;
  readonly folder: string;
  close(): Promise<void>;
}

/** Starts the machine's Chromium, for the page that is built in a folder. */
export async function openStage(folder: string): Promise<Stage> {
  const executablePath = findBrowser();
  if (executablePath === undefined) throw new Error('no browser is found');
  // Chromium's own sandbox does not start for root, which continuous integration is.
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const browser = await chromium.launch({ executablePath, args });
  return { browser, folder, close: () => browser.close() };
}

/** A served console, somebody in front of it, and all that went wrong in the page meanwhile. */
export interface OpenConsole {
  readonly context: BrowserContext;
  readonly page: Page;
  /** `http://127.0.0.1:PORT`. */
  readonly origin: string;
  /** Dialogs, violations of the policy, errors, requests to elsewhere, of all pages and the server: there should be none. */
  readonly troubles: readonly string[];
  /** A page in another browser of the same session, with other options. */
  visit(options: BrowserContextOptions): Promise<Page>;
  /** What the API answers to the same session. */
  ask<Answer>(path: string): Promise<Answer>;
  /** Posts findings with the session's token, as our own page does. */
  postFindings(findings: readonly Json[]): Promise<IntakeResult>;
  /** Interrupts the server and waits until it has ended; the page stays. */
  stopServer(): Promise<void>;
  close(): Promise<void>;
}

/** What every browser has, unless a test says otherwise; what moves would only be waited for. */
const USUAL = {
  viewport: { width: 1400, height: 1000 },
  timezoneId: 'UTC',
  reducedMotion: 'reduce',
} as const satisfies BrowserContextOptions;

/** Longer than anything here takes, and shorter than a test may. */
const TIMEOUT_MS = 20_000;

/** How a browser looks at a console, and by which clock it is served. */
export interface OpenOptions extends BrowserContextOptions {
  /** The server's; that of the machine where it is absent. */
  readonly clock?: Clock;
}

/** Serves a console with `serve ARGS` in this process, and opens its launch URL. */
export async function openConsole(
  { browser, folder }: Stage,
  args: readonly string[],
  { clock, ...options }: OpenOptions = {},
): Promise<OpenConsole> {
  const stop = new AbortController();
  const stdout = new PassThrough({ encoding: 'utf8' });
  const stderr: string[] = [];
  const troubles: string[] = [];
  const ended = run(['serve', '--port', '0', ...args], {
    stdin: emptyInput(),
    stdout,
    stderr: new Writable({
      decodeStrings: false,
      write: (chunk, _, done) => {
        stderr.push(String(chunk));
        if (String(chunk).startsWith('error')) troubles.push(`server: ${chunk}`);
        done();
      },
    }),
    env: process.env,
    cwd: process.cwd(),
    signal: stop.signal,
    ...(clock && { clock }),
    pageFolder: folder,
  });
  const url = await Promise.race([firstLine(stdout), ended.then((code) => `ended with ${code}`)]);
  if (!url.startsWith('http')) throw new Error(`serve ${url}: ${stderr.join('')}`);
  const { origin } = new URL(url);
  const openContext = async (given: BrowserContextOptions) => {
    const opened = await browser.newContext({ ...USUAL, baseURL: origin, ...given });
    opened.setDefaultTimeout(TIMEOUT_MS);
    await watch(opened, origin, troubles);
    return opened;
  };
  const context = await openContext(options);
  const page = await context.newPage();
  await page.goto(url);
  const stopServer = async () => {
    stop.abort();
    await ended;
  };
  return {
    ...{ context, page, origin, troubles, stopServer },
    visit: async (given) => {
      const storageState = { cookies: await context.cookies(), origins: [] };
      return (await openContext({ storageState, ...given })).newPage();
    },
    ask: async (path) => (await context.request.get(path)).json(),
    postFindings: (findings) => postFindings(context, findings),
    close: async () => {
      await context.close();
      await stopServer();
    },
  };
}

async function postFindings(context: BrowserContext, findings: readonly Json[]): Promise<IntakeResult> {
  const session: SessionView = await (await context.request.get(PATHS.session.path)).json();
  const response = await context.request.post(PATHS.postFindings.path, {
    headers: { 'content-type': 'application/json', [CHANGE_TOKEN_HEADER]: session.changeToken },
    data: findings,
  });
  if (!response.ok()) throw new Error(`the findings were refused: ${await response.text()}`);
  return response.json();
}

async function* emptyInput(): AsyncGenerator<Uint8Array> {}

async function firstLine(stream: PassThrough): Promise<string> {
  let text = '';
  for await (const chunk of stream) {
    text += String(chunk);
    if (text.includes('\n')) break;
  }
  return text.split('\n')[0] ?? '';
}

/** Notes whatever must not happen. */
async function watch(context: BrowserContext, origin: string, troubles: string[]): Promise<void> {
  context.on('dialog', (dialog) => {
    troubles.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  context.on('weberror', (error) => troubles.push(`error: ${error.error().message}`));
  context.on('request', (request) => {
    if (!request.url().startsWith(`${origin}/`)) troubles.push(`request: ${request.url()}`);
  });
  context.on('console', (message) => {
    const text = message.text();
    if (text.includes('Content Security Policy')) troubles.push(`policy: ${text}`);
    // Of an answer that is no success the browser tells too, and there may be such.
    else if (message.type() === 'error' && !text.startsWith(FAILED_REQUEST)) troubles.push(`log: ${text}`);
  });
  await context.exposeFunction('noteViolation', (text: string) => troubles.push(`policy: ${text}`));
  await context.addInitScript(
    `document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) =>
      noteViolation([violatedDirective, blockedURI, sample].join(' ')));`,
  );
}

const FAILED_REQUEST = 'Failed to load resource';
