import { describe, expect, it } from 'vitest';
import { createMemoryStore } from '../../src/store/memory/memory-store.ts';
import { makeApi } from './make-api.ts';

const { ask, app } = await makeApi(createMemoryStore());

async function problemOf(response: Response | Promise<Response>): Promise<unknown> {
  const answer = await response;
  expect(answer.headers.get('content-type')).toBe('application/problem+json');
  return answer.json();
}

describe('an address', () => {
  it.each([
    ['page=2', 'Unrecognized key: "page"'],
    ['__proto__=2', 'Unrecognized key: "__proto__"'],
    ['limit=0', 'limit: Too small: expected number to be >=1'],
    ['limit=many', 'limit: Invalid input: expected number, received NaN'],
    ['filter=%7B', 'filter: it is not JSON'],
    ['filter=%5B%5D', 'filter: Invalid input: expected object, received array'],
  ])('that cannot be read is refused: %s', async (query, detail) => {
    const problem = await problemOf(ask(`/api/incidents?${query}`));
    expect(problem).toEqual({ status: 400, title: 'the address cannot be read', detail });
  });

  it('is told at most so much of', async () => {
    const tokens = Array.from({ length: 40 }, () => ({ operator: '?' }));
    const filter = encodeURIComponent(JSON.stringify({ operation: 'and', tokens }));
    const { detail } = (await problemOf(ask(`/api/incidents?filter=${filter}`))) as { detail: string };
    expect(detail.split('; ')).toHaveLength(20);
  });

  it('has an id that is no longer than ours are', async () => {
    expect((await ask(`/api/rules/${'a'.repeat(128)}`)).status).toBe(404);
    expect(await problemOf(ask(`/api/rules/${'a'.repeat(129)}`))).toMatchObject({ status: 400 });
  });

  it.each(['__proto__', 'constructor', '%ff', '%00', 'a%2Fb', '..%2F..'])(
    'finds nothing at the id %s',
    async (id) => {
      expect((await ask(`/api/rules/${id}`)).status).toBe(404);
      expect((await ask(`/api/incidents/${id}`)).status).toBe(404);
    },
  );
});

describe('a body', () => {
  const post = (body: string | Uint8Array<ArrayBuffer>, type = 'application/json') =>
    app.request('/api/rules/would-have-fired', {
      method: 'POST',
      headers: {
        ...{ host: '127.0.0.1:4747', cookie: 'corroborate-4747=the-session', 'content-type': type },
        'x-corroborate-token': 'the-change-token',
      },
      body,
    });

  it.each([
    ['of another type', '{"source":""}', 'text/plain', 415],
    ['that is not JSON', '{"source":', 'application/json', 400],
    ['that is not UTF-8', new Uint8Array([0x22, 0xff, 0x22]), 'application/json', 400],
    ['that is not asked for', '{"source":"","more":1}', 'application/json', 400],
    ['that is too large', ' '.repeat(1024 * 1024 + 1), 'application/json', 413],
  ])('%s is refused', async (_, body, type, status) => {
    expect(await problemOf(post(body, type))).toMatchObject({ status });
  });

  it('may say how its characters are written', async () => {
    expect((await post('{"source":"id: ["}', 'Application/JSON; charset=utf-8')).status).toBe(200);
  });
});
