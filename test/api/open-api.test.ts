import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CHANGE_TOKEN_HEADER, PATHS } from '../../src/api/contract/paths.ts';
import { isJsonObject, type Json } from '../../src/core/json.ts';
import { createMemoryStore } from '../../src/store/memory/memory-store.ts';
import { makeApi } from './make-api.ts';

const TEXT = readFileSync('schema/openapi.json', 'utf8');
const DOCUMENT: Json = JSON.parse(TEXT);

/** The member at a path, or undefined. */
function at(...path: readonly string[]): Json | undefined {
  let value: Json | undefined = DOCUMENT;
  for (const name of path) value = isJsonObject(value) ? value[name] : undefined;
  return value;
}

describe('the OpenAPI document', () => {
  it.each(Object.entries(PATHS))('has %s', (name, { method, path }) => {
    const address = path.replace(':id', '{id}');
    expect(at('paths', address, method)).toMatchObject({
      operationId: name,
      summary: expect.stringMatching(/\.$/),
      responses: {
        200: {},
        default: { content: { 'application/problem+json': {} } },
      },
    });
    const security = at('paths', address, method, 'security');
    expect(security).toEqual(
      method === 'get' ? undefined : [{ session: [], changeToken: [] }, { bearer: [] }],
    );
  });

  it('has the parameters and bodies that requests are checked with', () => {
    expect(at('paths', '/api/incidents', 'get', 'parameters')).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ name: 'limit', schema: expect.objectContaining({ maximum: 200 }) }),
        expect.objectContaining({ name: 'lang', in: 'query' }),
      ]),
    );
    expect(at('paths', '/api/incidents/{id}', 'get', 'parameters')).toContainEqual(
      expect.objectContaining({ name: 'id', in: 'path', required: true }),
    );
    expect(at('paths', '/api/incidents/handling', 'post', 'requestBody')).toMatchObject({ required: true });
    expect(at('components', 'securitySchemes', 'changeToken')).toMatchObject({ name: CHANGE_TOKEN_HEADER });
  });

  it('is what the server answers', async () => {
    const api = await makeApi(createMemoryStore(), { openApi: TEXT });
    const answer = await api.ask('/api/openapi.json');
    expect(answer.headers.get('content-type')).toBe('application/json');
    expect(await answer.json()).toEqual(DOCUMENT);
  });
});
