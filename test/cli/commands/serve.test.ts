import { spawnSync } from 'node:child_process';
import { appendFileSync, cpSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { createServer, request } from 'node:http';
import { request as requestOverTls } from 'node:https';
import { type AddressInfo, connect } from 'node:net';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { incidentPageSchema } from '../../../src/api/contract/incidents.ts';
import { incidentFindings, RULE } from '../make-world.ts';
import { STORES } from '../open-stores.ts';
import { makeFolder, runCli, writeLines } from '../run-cli.ts';
import { type RunningServe, startServe, until } from '../serve/start-serve.ts';

// The page is built by Vite, which the command line does not wait for.
vi.mock(import('../../../src/cli/serve/read-console.ts'), () => ({
  readConsole: () =>
    new Map([
      ['/index.html', { body: new TextEncoder().encode('<!doctype html>the page'), type: 'text/html' }],
      ['/assets/a.js', { body: new TextEncoder().encode('export {};'), type: 'text/javascript' }],
    ]),
}));

const LINES = incidentFindings()
  .map((finding) => `${JSON.stringify(finding)}\n`)
  .join('');
const TOKEN = 'a-token-of-a-program-0123456789abcdef';

async function incidentsOf({ ask }: RunningServe) {
  return incidentPageSchema.parse(await (await ask('/api/incidents')).json());
}

async function changeTokenOf({ ask }: RunningServe): Promise<string> {
  const { changeToken } = (await (await ask('/api/session')).json()) as { changeToken: string };
  return changeToken;
}

async function post(
  serve: RunningServe,
  body: string,
  headers: Record<string, string> = {},
): Promise<Response> {
  const token = await changeTokenOf(serve);
  return serve.ask('/api/findings', {
    method: 'POST',
    body,
    headers: { 'x-corroborate-token': token, origin: serve.origin, ...headers },
  });
}

/** What a server says to bytes that are sent as they are. */
function sendRaw(origin: string, text: string, isKeptOpen = false): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(origin).port), '127.0.0.1', () => socket.write(text));
    let answer = '';
    socket.on('data', (chunk) => {
      answer += chunk.toString();
      if (!isKeptOpen) socket.end();
    });
    socket.on('close', () => resolve(answer));
    socket.on('error', reject);
  });
}

describe('serve', () => {
  it('reads findings, prints where to open it, and ends well when it is interrupted', async () => {
    const folder = makeFolder();
    const serve = await startServe([writeLines(folder, 'findings.ndjson', incidentFindings())]);
    expect(serve.stdout()).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/launch\?token=[\w-]{43}\n$/);
    expect(serve.stderr()).toContain('nothing outlives this server');
    expect(serve.stderr()).toContain('received 5: 4 matched, 1 ignored');
    expect(await incidentsOf(serve)).toMatchObject({ count: 1, incidents: [{ rule: { id: RULE } }] });
    expect(await serve.stop()).toBe(0);
    await expect(fetch(serve.origin)).rejects.toThrow();
  });

  it('prints a launch URL for the next browser when one was used', async () => {
    const serve = await startServe([]);
    await serve.ask('/');
    const [, next = ''] = /launch URL for another browser: (\S+)/.exec(serve.stderr()) ?? [];
    expect(next).not.toBe(serve.launchUrl);
    const statuses = [];
    for (const url of [serve.launchUrl, next, next]) {
      statuses.push((await fetch(url, { redirect: 'manual' })).status);
    }
    expect(statuses).toEqual([401, 303, 401]);
    expect(serve.stdout().trim()).toBe(serve.launchUrl);
  });

  it('warns of rules that do not speak the language, which the page may ask for in another', async () => {
    const rules = join(makeFolder(), 'rules');
    const serveIn = (language: string) => startServe(['--rules', rules, '--lang', language]);
    cpSync(join('rules', RULE), join(rules, RULE), { recursive: true });
    const translated = await serveIn('ja');
    expect(translated.stderr()).not.toContain('no texts');
    const titleIn = async (language: string) => {
      const answer = await translated.ask(`/api/rules/${RULE}?lang=${language}`);
      return ((await answer.json()) as { rule: { title: string } }).rule.title;
    };
    expect([await titleIn('en'), await titleIn('ja')]).toEqual([
      expect.stringContaining('Backdoor'),
      expect.stringContaining('バックドア'),
    ]);
    rmSync(join(rules, RULE, 'texts.ja.yaml'));
    expect((await serveIn('ja')).stderr()).toContain(`no texts in \`ja\`, English instead: ${RULE}`);
    expect((await serveIn('en')).stderr()).not.toContain('no texts');
  });

  it('hands out the page, with an address for each of its own', async () => {
    const { ask } = await startServe([]);
    for (const path of ['/', '/incidents/abc', '/rules']) {
      expect(await (await ask(path)).text()).toBe('<!doctype html>the page');
    }
    expect((await ask('/assets/b.js')).status).toBe(404);
  });

  it('takes posted findings in and tells pages that listen', async () => {
    const serve = await startServe([]);
    const listening = await serve.ask('/api/events');
    const response = await post(serve, LINES);
    expect(await response.json()).toMatchObject({ counts: { received: 5, matched: 4 }, quarantined: [] });
    let heard = '';
    const decoder = new TextDecoder();
    for await (const chunk of listening.body ?? []) {
      heard += decoder.decode(chunk);
      if (heard.includes('"incidents"') && heard.includes('"intake"')) break;
    }
    expect(heard).toContain('"type":"hello"');
    expect((await incidentsOf(serve)).count).toBe(1);
  });

  it('ends although pages listen and a body is on its way', async () => {
    const serve = await startServe([]);
    await serve.ask('/api/events');
    const token = await changeTokenOf(serve);
    const endless = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(new TextEncoder().encode(LINES)),
    });
    const headers = { 'x-corroborate-token': token };
    const posting = serve.ask('/api/findings', { method: 'POST', body: endless, headers, duplex: 'half' });
    await until(async () => (await incidentsOf(serve)).count === 1);
    expect(await serve.stop()).toBe(0);
    await posting.catch(() => {});
  });

  it('keeps what it learns in a file, handling too', async () => {
    const file = join(makeFolder(), 'hub.sqlite');
    const first = await startServe(['--store', file, '--user', 'ada']);
    await post(first, LINES);
    const [{ id = '' } = {}] = (await incidentsOf(first)).incidents;
    const handled = await first.ask('/api/incidents/handling', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-corroborate-token': await changeTokenOf(first) },
      body: JSON.stringify({ ids: [id], action: { action: 'acknowledge' } }),
    });
    expect(await handled.json()).toEqual({ changed: [id], failed: [] });
    expect(await first.stop()).toBe(0);

    const second = await startServe(['--store', file, '--read-only']);
    const [incident] = (await incidentsOf(second)).incidents;
    expect(incident).toMatchObject({ id, handling: { state: 'acknowledged', by: 'ada' } });
  });

  it('only looks with --read-only', async () => {
    const { name } = await (STORES['a file']?.(incidentFindings()) ?? Promise.reject(new Error('no store')));
    const serve = await startServe(['--store', name, '--read-only']);
    expect(await (await serve.ask('/api/session')).json()).toMatchObject({
      canHandle: false,
      canIngest: false,
    });
    const response = await post(serve, LINES);
    expect([response.status, await response.json()]).toMatchObject([
      409,
      { detail: expect.stringContaining('--read-only') },
    ]);
  });

  it('ends when its store fails, whose saves would all be lost', async () => {
    const file = join(makeFolder(), 'hub.sqlite');
    const findings = writeLines(makeFolder(), 'findings.ndjson', incidentFindings());
    const serve = await startServe(['--store', file, '--user', 'ada', findings]);
    const [{ id = '' } = {}] = (await incidentsOf(serve)).incidents;
    const changeToken = await changeTokenOf(serve);
    // As a disk that takes nothing.
    const other = new DatabaseSync(file);
    onTestFinished(() => other.close());
    other.exec('BEGIN IMMEDIATE');
    const handled = await serve.ask('/api/incidents/handling', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-corroborate-token': changeToken },
      body: JSON.stringify({ ids: [id], action: { action: 'note', text: 'seen' } }),
    });
    expect(await handled.json()).toEqual({ changed: [], failed: [{ id, reason: 'it could not be saved' }] });
    other.exec('ROLLBACK');
    expect(await serve.ended).toBe(3);
    expect(serve.stderr()).toContain('is in use by another run');
  }, 20_000);
});

describe('serve --watch', () => {
  it('reads what is there and what appears, once, again when it changes, and says what it cannot read', async () => {
    const folder = join(makeFolder(), 'incoming');
    mkdirSync(folder);
    writeLines(folder, 'first.ndjson', incidentFindings().slice(0, 2));
    const serve = await startServe(['--watch', folder]);
    await until(() => serve.stderr().includes('first.ndjson: received 2: 1 matched'));
    const second = writeLines(folder, 'second.ndjson', incidentFindings().slice(2));
    await until(async () => (await incidentsOf(serve)).count === 1);
    appendFileSync(second, '{"what": "is this"}\n');
    await until(() =>
      serve.stderr().includes('second.ndjson: received 4: 0 matched, 0 ignored, 3 duplicate'),
    );
    expect(serve.stderr()).toMatch(/second\.ndjson:4 quarantined: /);
    await new Promise((resolve) => setTimeout(resolve, 2500));
    expect(serve.stderr().match(/received/g)).toHaveLength(3);
    expect(await serve.stop()).toBe(0);
  }, 20_000);
});

describe('serve over a table', () => {
  it('shows and handles incidents, and takes no findings in', async () => {
    const { name, env } = await (STORES['a table']?.(incidentFindings()) ??
      Promise.reject(new Error('no store')));
    const serve = await startServe(['--store', name, '--user', 'ada'], { env });
    const [{ id = '' } = {}] = (await incidentsOf(serve)).incidents;
    const handled = await serve.ask('/api/incidents/handling', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-corroborate-token': await changeTokenOf(serve) },
      body: JSON.stringify({ ids: [id], action: { action: 'assign', assignee: 'bob' } }),
    });
    expect(await handled.json()).toEqual({ changed: [id], failed: [] });
    const shown = await runCli(['incidents', 'show', '--store', name, id, '-o', 'json'], { env });
    expect(JSON.parse(shown.stdout).handling).toMatchObject({ assignee: 'bob', by: 'ada' });
    const refused = await post(serve, LINES);
    expect([refused.status, await refused.json()]).toMatchObject([
      409,
      { detail: expect.stringContaining('its own account') },
    ]);
    expect(await serve.stop()).toBe(0);
  });
});

describe('serve refuses', () => {
  it.each([
    ['another name of this machine', 'GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n', /^HTTP\/1\.1 421 /],
    [
      'two names',
      'GET / HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\nHost: evil.example\r\n\r\n',
      /^HTTP\/1\.1 4\d\d /,
    ],
    ['no name', 'GET / HTTP/1.0\r\n\r\n', /^HTTP\/1\.1 4\d\d /],
    ['a name with a path in it', 'GET / HTTP/1.1\r\nHost: 127.0.0.1:PORT/x\r\n\r\n', /^HTTP\/1\.1 4\d\d /],
    [
      'an address of another host',
      'GET http://evil.example/ HTTP/1.1\r\nHost: evil.example\r\n\r\n',
      /^HTTP\/1\.1 421 /,
    ],
    ['what is not HTTP', 'hello\r\n\r\n', /^HTTP\/1\.1 400 /],
    [
      'headers without an end',
      `GET / HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`,
      /^HTTP\/1\.1 431 /,
    ],
    [
      'two lengths',
      'POST /api/findings HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n',
      /^HTTP\/1\.1 400 /,
    ],
    [
      'a path that goes up',
      'GET /assets/../../../package.json HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\n\r\n',
      /^HTTP\/1\.1 401 /,
    ],
  ])('%s, with the security headers', async (_, text, status) => {
    const { origin } = await startServe([]);
    const answer = await sendRaw(origin, text.replaceAll('PORT', new URL(origin).port));
    expect(answer).toMatch(status);
    expect(answer.toLowerCase()).toContain("content-security-policy: default-src 'none'");
    expect(answer.toLowerCase()).toContain('x-content-type-options: nosniff');
    expect(answer).not.toContain('evil');
  });

  it('a body that is larger than it may be', async () => {
    const serve = await startServe(['--body-limit', '1KiB']);
    expect((await post(serve, LINES)).status).toBe(413);
    expect((await incidentsOf(serve)).count).toBe(0);
  });

  it('programs without the token, and lets those in that have it', async () => {
    const { origin } = await startServe([], { env: { CORROBORATE_API_TOKEN: TOKEN } });
    const send = (token: string) =>
      fetch(`${origin}/api/findings`, {
        method: 'POST',
        body: LINES,
        headers: { authorization: `Bearer ${token}` },
      });
    expect((await send('wrong')).status).toBe(401);
    expect((await send(TOKEN)).status).toBe(200);
  });
});

describe('serve says before it begins', () => {
  it.each([
    [['--host', '0.0.0.0'], 'lets others reach the console', '--insecure-http'],
    [['--host', 'soc.example.org'], 'lets others reach the console', '--tls-cert'],
    [['--tls-cert', 'x.pem'], 'belong together', 'both files'],
    [['--tls-cert', 'package.json', '--tls-key', 'package.json'], 'no certificate with its key', 'PEM'],
    [['--tls-cert', 'gone.pem', '--tls-key', 'gone.pem'], 'cannot read `gone.pem`', ''],
    [['--port', 'http'], 'It is no port', ''],
    [['--port', '70000'], 'It is no port', ''],
    [['--body-limit', 'much'], 'It is no size', ''],
    [['--allow-host', 'https://soc.example.org'], 'no name of a host', 'without `https://`'],
    [['--rebuild'], '`--rebuild` is about a store', '--store FILE'],
    [['--read-only', '--watch', 'examples'], 'which `--read-only` forbids', ''],
    [['--watch', 'no-such-folder'], 'cannot read `no-such-folder`', ''],
    [['no-such-file'], 'cannot read `no-such-file`', ''],
    [['--store', 'dynamodb:t', 'examples'], 'inputs cannot go into `dynamodb:t`', 'its own account'],
    [
      ['--store', 'dynamodb:t', '--watch', 'examples', '--rebuild'],
      '`--watch` and `--rebuild` cannot go',
      '',
    ],
    [['--store', 'hub.sqlite', '--read-only', 'examples'], 'inputs would change `hub.sqlite`', ''],
    [['--store', 'rules/README.md', 'rules/README.md'], 'is an input, and would be written too', ''],
    [['--store', 'docs/hub.sqlite', '--watch', 'docs'], '`docs/hub.sqlite` lies in `docs`', 'outside'],
    [['--user', 'x'.repeat(101)], 'too long', '--user NAME'],
    [['--host', '127.0.0.1.example.org', '--insecure-http'], 'cannot listen', '--host'],
  ])('what is wrong with %j', async (argv, message, hint) => {
    const file = 'rules/README.md';
    const given = argv.map((each) => (each === file && !existsSync(file) ? 'package.json' : each));
    const ended = await runCli(['serve', '--port', '0', ...given]);
    expect(ended).toMatchObject({ code: 3, stdout: '' });
    expect(ended.stderr).toContain(message);
    expect(ended.stderr).toContain(hint);
  });

  it('that a token can be guessed, without showing it', async () => {
    const ended = await runCli(['serve', '--port', '0'], { env: { CORROBORATE_API_TOKEN: 'hunter2' } });
    expect(ended.code).toBe(3);
    expect(ended.stderr).toContain('can be guessed');
    expect(ended.stderr).not.toContain('hunter2');
  });

  it('that the port is taken', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void other.close());
    const { port } = other.address() as AddressInfo;
    const ended = await runCli(['serve', '--rules', 'rules', '--port', String(port)]);
    expect(ended).toMatchObject({ code: 3, stdout: '' });
    expect(ended.stderr).toContain(`port ${port} is taken`);
    expect(ended.stderr).toContain('`--port`');
  });
});

const hasOpenSsl = spawnSync('openssl', ['version']).status === 0;

describe('serve over TLS', () => {
  it.skipIf(!hasOpenSsl)('(needs openssl) has a cookie for TLS alone', async () => {
    const folder = makeFolder();
    const [cert, key] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
    const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'];
    const made = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
    spawnSync('openssl', [...made, '-days', '1', '-keyout', key, '-out', cert, ...subject]);
    const argv = [
      '--host',
      '0.0.0.0',
      '--allow-host',
      'soc.example.org',
      '--tls-cert',
      cert,
      '--tls-key',
      key,
    ];
    const { launchUrl } = await startServe(argv);
    expect(launchUrl).toMatch(/^https:\/\/soc\.example\.org:\d+\/launch\?token=/);
    const { port, pathname, search } = new URL(launchUrl);
    const ask = { host: '127.0.0.1', port, path: `${pathname}${search}`, rejectUnauthorized: false };
    const headers = await new Promise<Record<string, unknown>>((resolve, reject) => {
      const sent = requestOverTls({ ...ask, headers: { host: `soc.example.org:${port}` } }, (response) => {
        response.resume();
        resolve({ status: response.statusCode, ...response.headers });
      });
      sent.on('error', reject).end();
    });
    expect(headers).toMatchObject({
      status: 303,
      location: '/',
      'strict-transport-security': expect.any(String),
    });
    expect(String(headers['set-cookie'])).toContain('Secure');
    await expect(
      new Promise((resolve, reject) =>
        request({ host: '127.0.0.1', port }, resolve).on('error', reject).end(),
      ),
    ).rejects.toThrow();
  });
});
