import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CANONICAL_DEPTH_MAX, canonicalJson, JsonDepthError } from '../../src/core/canonical-json.ts';
import { isJsonObject, type Json, type JsonObject } from '../../src/core/json.ts';

describe('canonicalJson', () => {
  it.each<[string, string]>([
    ['{}', '{}'],
    ['{"b":1,"a":2}', '{"a":2,"b":1}'],
    ['{"10":1,"9":2,"a":3}', '{"10":1,"9":2,"a":3}'],
    ['{"é":1,"z":2,"\\ud83d\\ude00":3,"\\uffff":4}', '{"z":2,"é":1,"😀":3,"\uffff":4}'],
    [
      '{"a":[{"d":[],"c":{}},null,true,false,1.5,-0,1e21]}',
      '{"a":[{"c":{},"d":[]},null,true,false,1.5,0,1e+21]}',
    ],
    ['{"b":"\\"\\\\\\n\\u0007\\u007f","a\\n":""}', '{"a\\n":"","b":"\\"\\\\\\n\\u0007\u007f"}'],
    ['{"a":"\\ud800"}', '{"a":"\\ud800"}'],
    ['{"__proto__":{"b":1,"a":2},"constructor":3}', '{"__proto__":{"a":2,"b":1},"constructor":3}'],
    ['{"a":1e999}', '{"a":null}'],
    ['{"b":"\\ude00","a":"\\ud83d"}', '{"a":"\\ud83d","b":"\\ude00"}'],
    ['{"a":["\\ud83d","\\ude00"]}', '{"a":["\\ud83d","\\ude00"]}'],
    ['{"b":["x","\\t"],"a":"plain"}', '{"a":"plain","b":["x","\\t"]}'],
    ['{"b":{"d":"\\u001f","c":""},"a":[[]]}', '{"a":[[]],"b":{"c":"","d":"\\u001f"}}'],
  ])('%s becomes %s', (text, canonical) => {
    expect(canonicalJson(JSON.parse(text) as JsonObject)).toBe(canonical);
  });

  it('leaves out one member of the outermost object', () => {
    const value = { b: { a: 1, b: 2 }, a: 3 };
    expect(canonicalJson(value, 'b')).toBe('{"a":3}');
    expect(canonicalJson(value, 'a')).toBe('{"b":{"a":1,"b":2}}');
    expect(canonicalJson(value, 'toString')).toBe('{"a":3,"b":{"a":1,"b":2}}');
    expect(canonicalJson({ a: 1 }, 'a')).toBe('{}');
  });

  it.each([256, 257])('writes a text of %i characters like any other', (length) => {
    for (const text of ['x'.repeat(length), `${'x'.repeat(length - 1)}"`, 'é'.repeat(length)]) {
      expect(canonicalJson({ b: text, a: [text] })).toBe(JSON.stringify({ a: [text], b: text }));
    }
  });

  it('keeps its word when objects in one place list other names each time', () => {
    const inner: JsonObject[] = [{ b: 1, a: 2 }, { b: 1 }, {}, { b: 1, a: 2, c: 3 }, { a: 2, b: 1 }];
    for (let round = 0; round < 3; round += 1) {
      for (const value of inner) {
        expect(canonicalJson({ z: [value, ...inner], y: value })).toBe(
          textOf({ z: [value, ...inner], y: value }),
        );
      }
    }
  });

  it('treats a member without a value as missing', () => {
    expect(canonicalJson({ b: 1, a: undefined, c: undefined })).toBe('{"b":1}');
    expect(canonicalJson({ a: undefined })).toBe('{}');
  });

  it('is JSON.stringify of the value with its names sorted, in any order of the names', () => {
    fc.assert(
      fc.property(jsonObject(), fc.integer(), (value, seed) => {
        const canonical = canonicalJson(value);
        expect(canonical).toBe(textOf(value));
        expect(canonicalJson(shuffled(value, seed) as JsonObject)).toBe(canonical);
      }),
      { numRuns: 500 },
    );
  });

  it('writes long texts, which are escaped one by one, like short ones', () => {
    const prose = { b: 'é😀'.repeat(200), a: ['x'.repeat(300), `"${'\n'.repeat(300)}`] };
    expect(canonicalJson(prose)).toBe(textOf(prose));
  });

  it('gives different texts to different values', () => {
    fc.assert(
      fc.property(jsonObject(), jsonObject(), (one, other) => {
        const isSame = JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));
        expect(canonicalJson(one) === canonicalJson(other)).toBe(isSame);
      }),
    );
  });

  it('keeps its word after more lists of names than it remembers', () => {
    const values = Array.from({ length: 3000 }, (_, index) => ({ z: 1, [`m${index}`]: 2, a: 3 }));
    for (const value of [...values, ...values.toReversed()]) expect(canonicalJson(value)).toBe(textOf(value));
  });

  it.each([
    ['objects', (inner: Json): Json => ({ a: inner })],
    ['arrays', (inner: Json): Json => [inner]],
  ])('refuses %s nested too deep, and only those', (_, wrap) => {
    let value: Json = 1;
    for (let depth = 1; depth < CANONICAL_DEPTH_MAX; depth += 1) value = wrap(value);
    expect(() => canonicalJson({ a: value })).not.toThrow();
    expect(() => canonicalJson({ a: wrap(value) })).toThrow(JsonDepthError);
  });
});

function jsonObject(): fc.Arbitrary<JsonObject> {
  const names = fc.oneof(
    fc.constantFrom('a', 'b', 'Id', 'Type', '__proto__', '1', '02', 'é'),
    fc.string({ unit: 'binary' }),
  );
  const { value } = fc.letrec<{ value: Json }>((tie) => ({
    value: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.oneof(fc.string({ unit: 'binary' }), fc.double(), fc.integer(), fc.boolean(), fc.constant(null)),
      fc.array(tie('value'), { maxLength: 4 }),
      fc.array(fc.tuple(names, tie('value')), { maxLength: 6 }).map(asObject),
    ),
  }));
  return fc.array(fc.tuple(names, value), { maxLength: 8 }).map(asObject);
}

function asObject(entries: readonly (readonly [string, Json])[]): JsonObject {
  return Object.fromEntries(entries);
}

function textOf(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(textOf).join(',')}]`;
  if (!isJsonObject(value)) return JSON.stringify(value);
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${textOf(member ?? null)}`).join(',')}}`;
}

function sorted(value: Json): Json {
  return JSON.parse(textOf(value)) as Json;
}

function shuffled(value: Json, seed: number): Json {
  if (Array.isArray(value)) return value.map((inner: Json) => shuffled(inner, seed));
  if (!isJsonObject(value)) return value;
  const entries = Object.entries(value).map(
    ([name, member]) => [name, shuffled(member ?? null, seed)] as const,
  );
  return asObject(seed % 2 === 0 ? entries.toReversed() : [...entries.slice(1), ...entries.slice(0, 1)]);
}
