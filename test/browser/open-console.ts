import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Writable } from 'node:stream';
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from 'playwright-core';
import { buildConsole } from '../../scripts/build-console.ts';
import { run } from '../../src/cli/run.ts';
import { findBrowser } from './find-browser.ts';

/** A browser and a page that is built for the tests of one file. */
export interface Stage {
  readonly browser: Browser;
  readonly folder: string;
  close(): Promise<void>;
}

/** Builds the page into a folder of its own, and starts the machine's Chromium. */
export async function openStage(): Promise<Stage> {
  const folder = mkdtempSync(join(tmpdir(), 'corroborate-page-'));
  await buildConsole(folder);
  const executablePath = findBrowser();
  if (executablePath === undefined) throw new Error('no browser is found');
  // Chromium's own sandbox does not start for root, which continuous integration is.
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const browser = await chromium.launch({ executablePath, args });
  return {
    browser,
    folder,
    close: async () => {
      await browser.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A served console, somebody in front of it, and all that went wrong in the page meanwhile. */
export interface OpenConsole {
  readonly context: BrowserContext;
  readonly page: Page;
  /** `http://127.0.0.1:PORT`. */
  readonly origin: string;
  /** Dialogs, violations of the policy, uncaught errors, requests to elsewhere: there should be none. */
  readonly troubles: readonly string[];
  close(): Promise<void>;
}

/** Serves a console with `serve ARGS` in this process, and opens its launch URL. */
export async function openConsole(
  { browser, folder }: Stage,
  args: readonly string[],
  options: BrowserContextOptions = {},
): Promise<OpenConsole> {
  const stop = new AbortController();
  const stdout = new PassThrough({ encoding: 'utf8' });
  const stderr: string[] = [];
  const ended = run(['serve', '--port', '0', ...args], {
    stdin: emptyInput(),
    stdout,
    stderr: new Writable({
      decodeStrings: false,
      write: (chunk, _, done) => {
        stderr.push(String(chunk));
        done();
      },
    }),
    env: process.env,
    cwd: process.cwd(),
    signal: stop.signal,
    pageFolder: folder,
  });
  const url = await Promise.race([firstLine(stdout), ended.then((code) => `ended with ${code}`)]);
  if (!url.startsWith('http')) throw new Error(`serve ${url}: ${stderr.join('')}`);
  const { origin } = new URL(url);
  const context = await browser.newContext({ viewport: { width: 1400, height: 1000 }, ...options });
  const page = await context.newPage();
  const troubles = await watch(page, origin);
  await page.goto(url);
  return {
    context,
    page,
    origin,
    troubles,
    close: async () => {
      await context.close();
      stop.abort();
      await ended;
    },
  };
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
async function watch(page: Page, origin: string): Promise<readonly string[]> {
  const troubles: string[] = [];
  page.on('dialog', (dialog) => {
    troubles.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('pageerror', (error) => troubles.push(`error: ${error.message}`));
  page.on('request', (request) => {
    if (!request.url().startsWith(`${origin}/`)) troubles.push(`request: ${request.url()}`);
  });
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) troubles.push(`policy: ${message.text()}`);
  });
  await page.exposeFunction('noteViolation', (text: string) => troubles.push(`policy: ${text}`));
  await page.addInitScript(
    `document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) =>
      noteViolation([violatedDirective, blockedURI, sample].join(' ')));`,
  );
  return troubles;
}
