import { describe, expect, it } from 'vitest';
import { createLaunch } from '../../../src/api/guard/launch.ts';
import { SECURITY_HEADERS } from '../../../src/api/guard/security-headers.ts';
import type { IncidentIndex } from '../../../src/api/incident-index/incident-index.ts';
import { createMemoryStore } from '../../../src/store/memory/memory-store.ts';
import { makeApi, type TestApi } from '../make-api.ts';

const HOST = '127.0.0.1:4747';
const COOKIE = 'corroborate-4747=the-session';
const OURS = { host: HOST, cookie: COOKIE };
const CHANGE = { 'x-corroborate-token': 'the-change-token', 'content-type': 'application/json' };
const API_TOKEN = 'a-token-of-a-program-0123456789abcdef';

type Options = Parameters<typeof makeApi>[1];

async function api(options: Options = {}): Promise<TestApi> {
  return makeApi(createMemoryStore(), options);
}

async function asked(headers: Record<string, string>, init: RequestInit = {}, options: Options = {}) {
  const { app } = await api(options);
  return app.request('/api/session', { headers, ...init });
}

const changing = { method: 'POST', body: JSON.stringify({ ids: ['x'], action: { action: 'acknowledge' } }) };

async function change(headers: Record<string, string>, options: Options = {}) {
  const { app } = await api(options);
  return app.request('/api/incidents/handling', { ...changing, headers: { ...CHANGE, ...headers } });
}

describe('the Host header', () => {
  it.each([HOST, '127.0.0.1:4747'.toUpperCase()])('may be %s', async (host) => {
    expect((await asked({ ...OURS, host })).status).toBe(200);
  });

  it.each([
    'evil.example',
    'evil.example:4747',
    '127.0.0.1',
    '127.0.0.1:4748',
    '127.0.0.1:4747.evil.example',
    'localhost:4747, 127.0.0.1:4747',
    '127.0.0.1:4747@evil.example',
    '[::1]:4747',
  ])('is not %s', async (host) => {
    const response = await asked({ ...OURS, host });
    expect(response.status).toBe(421);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(JSON.stringify(await response.json())).not.toContain('evil');
  });

  it('has to be there', async () => {
    expect((await asked({ cookie: COOKIE })).status).toBe(421);
  });
});

describe('a launch URL', () => {
  it('gives a cookie that scripts do not see and other sites do not send', async () => {
    const told: string[] = [];
    const { app } = await api({ onLaunched: () => told.push('launched') });
    const response = await app.request('/launch?token=launch-token', { headers: { host: HOST } });
    expect([response.status, response.headers.get('location')]).toEqual([303, '/']);
    expect(response.headers.get('set-cookie')).toBe(`${COOKIE}; Path=/; HttpOnly; SameSite=Strict`);
    expect(told).toEqual(['launched']);
    const again = await app.request('/launch?token=launch-token', { headers: { host: HOST } });
    expect([again.status, again.headers.get('set-cookie')]).toEqual([401, null]);
    const back = await app.request('/launch?token=launch-token', { headers: OURS });
    expect([back.status, back.headers.get('location')]).toEqual([303, '/']);
  });

  it('gives a cookie for TLS alone where there is TLS', async () => {
    const { app } = await api({ isSecure: true });
    const response = await app.request('/launch?token=launch-token', { headers: { host: HOST } });
    expect(response.headers.get('set-cookie')).toContain('; Secure');
  });

  it.each(['/launch', '/launch?token=', '/launch?token=wrong', '/launch?token=launch-token2'])(
    'is not %s',
    async (address) => {
      const launch = createLaunch(4747);
      const { app } = await api({ launch });
      expect((await app.request(address, { headers: { host: HOST } })).status).toBe(401);
      expect((await app.request(`/launch?token=${launch.token}`, { headers: { host: HOST } })).status).toBe(
        303,
      );
    },
  );

  it('is not used up by asking for its headers, or through another name', async () => {
    const { app } = await api();
    const address = '/launch?token=launch-token';
    expect((await app.request(address, { method: 'HEAD', headers: { host: HOST } })).status).toBe(401);
    expect((await app.request(address, { headers: { host: 'evil.example' } })).status).toBe(421);
    expect((await app.request(address, { headers: { host: HOST } })).status).toBe(303);
  });
});

describe('without a session', () => {
  it.each(['', 'corroborate-4747=', 'corroborate-4747=wrong', 'corroborate-4748=the-session'])(
    'the API is refused to the cookie %j',
    async (cookie) => {
      const response = await asked({ host: HOST, cookie, accept: 'text/html' });
      expect(response.status).toBe(401);
      expect(response.headers.get('content-type')).toBe('application/problem+json');
    },
  );

  it('a browser is shown what to open, in both languages, without a script or what it asked for', async () => {
    const { app } = await api();
    const headers = { host: HOST, accept: 'text/html,*/*' };
    const response = await app.request('/incidents/<script>alert(1)</script>', { headers });
    expect(response.status).toBe(401);
    expect(response.headers.get('content-type')).toMatch(/^text\/html/);
    const page = await response.text();
    expect(page).toContain('Open the launch URL');
    expect(page).toContain('起動用 URL');
    expect(page).not.toMatch(/script|style=|onerror/i);
  });

  it('nothing of the page is handed out', async () => {
    const file = { body: new Uint8Array([1]), type: 'text/javascript' };
    const { app } = await api({ page: new Map([['/assets/index.js', file]]) });
    expect((await app.request('/assets/index.js', { headers: { host: HOST } })).status).toBe(401);
    expect((await app.request('/assets/index.js', { headers: OURS })).status).toBe(200);
  });
});

describe('a change', () => {
  it.each([
    ['from the page', { origin: `http://${HOST}`, 'sec-fetch-site': 'same-origin' }],
    ['from a program with the session', {}],
  ])('is let in %s', async (_, headers) => {
    expect((await change({ ...OURS, ...headers })).status).toBe(200);
  });

  it.each([
    ['another site', { 'sec-fetch-site': 'cross-site' }],
    ['another port of this host', { 'sec-fetch-site': 'same-site', origin: 'http://127.0.0.1:3000' }],
    ['another origin', { origin: 'https://evil.example' }],
    ['a sandboxed frame', { origin: 'null' }],
    ['another name of this host', { origin: 'http://localhost:4747' }],
    ['nobody who knows the token', { 'x-corroborate-token': '' }],
    ['nobody who knows the whole token', { 'x-corroborate-token': 'the-change-toke' }],
    ['the cookie in place of the token', { 'x-corroborate-token': 'the-session' }],
  ])('is refused to %s', async (_, headers) => {
    expect((await change({ ...OURS, ...headers })).status).toBe(403);
  });

  it('is refused without a session, whatever the token', async () => {
    expect((await change({ host: HOST })).status).toBe(401);
  });

  it.each(['PUT', 'PATCH', 'DELETE', 'OPTIONS'])('by %s needs the token as well', async (method) => {
    expect((await asked(OURS, { method })).status).toBe(403);
    expect((await asked({ ...OURS, ...CHANGE }, { method })).status).toBe(404);
  });

  it('never tells other origins that they may', async () => {
    const preflight = { ...OURS, origin: 'https://evil.example', 'access-control-request-method': 'POST' };
    const response = await asked(preflight, { method: 'OPTIONS' });
    expect([...response.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
  });
});

describe('what is read', () => {
  it.each([
    ['same-origin', 200],
    ['none', 200],
    ['same-site', 403],
    ['cross-site', 403],
  ])('is given to a page that is %s: %i', async (site, status) => {
    expect((await asked({ ...OURS, 'sec-fetch-site': site })).status).toBe(status);
  });

  it('is shown to whoever comes from another site and has the session: the page alone', async () => {
    const page = new Map([['/index.html', { body: new Uint8Array([1]), type: 'text/html' }]]);
    const { app } = await api({ page });
    const headers = { ...OURS, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' };
    expect((await app.request('/incidents/abc', { headers })).status).toBe(200);
  });
});

describe('a program', () => {
  const bearer = (token: string) => ({ host: HOST, authorization: `Bearer ${token}` });

  it('needs neither a cookie nor the token of the session', async () => {
    const options = { apiToken: API_TOKEN };
    expect((await asked(bearer(API_TOKEN), {}, options)).status).toBe(200);
    expect((await change({ ...bearer(API_TOKEN), 'x-corroborate-token': '' }, options)).status).toBe(200);
  });

  it.each([
    ['another token', bearer(`${API_TOKEN}x`)],
    ['no token', bearer('')],
    ['another scheme', { host: HOST, authorization: `Basic ${API_TOKEN}` }],
    ['another host', { ...bearer(API_TOKEN), host: 'evil.example' }],
  ])('is refused with %s', async (_, headers) => {
    const response = await asked(headers, {}, { apiToken: API_TOKEN });
    expect([401, 421]).toContain(response.status);
    if (response.status === 401) expect(response.headers.get('www-authenticate')).toBe('Bearer');
  });

  it('is refused where no token was set, and everything but the API', async () => {
    expect((await asked(bearer('undefined'))).status).toBe(401);
    const { app } = await api({ apiToken: API_TOKEN });
    expect((await app.request('/', { headers: bearer(API_TOKEN) })).status).toBe(401);
  });
});

describe('every answer', () => {
  const index: IncidentIndex = {
    ...{ size: 0, get: () => undefined, put: () => {}, remove: () => {} },
    all: () => {
      throw new TypeError('the secret of the index');
    },
  };

  it.each([
    ['an answer', '/api/session', OURS, {}, 200],
    ['a page', '/', OURS, {}, 200],
    ['a file', '/assets/index.js', OURS, {}, 200],
    ['nothing', '/api/nothing', OURS, {}, 404],
    ['a bug', '/api/incidents', OURS, { index }, 500],
    ['a refused request', '/api/session', { host: HOST }, {}, 401],
    ['a browser without a session', '/', { host: HOST, accept: 'text/html' }, {}, 401],
    ['another name', '/', { host: 'evil.example' }, {}, 421],
    ['a broken query', '/api/incidents?limit=x', OURS, {}, 400],
  ])('has the security headers: %s', async (_, address, headers, options, status) => {
    const page = new Map([
      ['/index.html', { body: new Uint8Array([1]), type: 'text/html' }],
      ['/assets/index.js', { body: new Uint8Array([1]), type: 'text/javascript' }],
    ]);
    const { app } = await api({ page, ...options });
    const response = await app.request(address, { headers });
    expect(response.status).toBe(status);
    expect(Object.fromEntries(response.headers)).toMatchObject(SECURITY_HEADERS);
    const isAsset = address.startsWith('/assets/');
    expect(response.headers.get('cache-control')).toBe(
      isAsset ? 'public, max-age=31536000, immutable' : 'no-store',
    );
    if (status >= 400 && !Object.hasOwn(headers, 'accept')) {
      expect(response.headers.get('content-type')).toBe('application/problem+json');
      expect(await response.text()).not.toMatch(/\bat |\.ts|TypeError/);
    }
  });

  it('asks for TLS from now on, but never of what this machine is called by itself', async () => {
    const of = async (options: Options) =>
      (await asked(OURS, {}, options)).headers.get('strict-transport-security');
    expect(await of({ isSecure: true, isLoopback: false })).toMatch(/^max-age=\d+$/);
    expect(await of({ isSecure: true, isLoopback: true })).toBeNull();
    expect(await of({ isSecure: false, isLoopback: false })).toBeNull();
  });
});
