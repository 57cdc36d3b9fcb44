import { describe, expect, it } from 'vitest';
import type { Json } from '../../../src/core/json.ts';
import { parsePattern } from '../../../src/core/pattern/parse-pattern.ts';

function pathsOf(json: Json): readonly (readonly (string | number)[])[] {
  const parsed = parsePattern(json);
  return parsed.ok ? [] : parsed.issues.map((issue) => issue.path);
}

function nested(depth: number): Json {
  let json: Json = ['x'];
  for (let level = 0; level < depth; level++) json = { a: json };
  return json;
}

function nestedOr(depth: number): Json {
  let json: Json = { a: ['x'] };
  for (let level = 0; level < depth; level++) json = { $or: [json, { b: ['x'] }] };
  return json;
}

function orOf(width: number, prefix: string): Json {
  return Array.from({ length: width }, (_, index) => ({ [prefix]: [index] }));
}

describe('parsePattern', () => {
  it.each<[string, Json]>([
    ['every operator', { a: ['x', 5, true, null, { prefix: 'p' }, { suffix: 's' }, { exists: false }] }],
    [
      'operators inside operators',
      { a: [{ prefix: { 'equals-ignore-case': 'P' } }, { 'anything-but': { wildcard: ['*a', 'b*'] } }] },
    ],
    ['exactly', { a: [{ exactly: 'x' }] }],
    ['ranges', { a: [{ numeric: ['>', -5e11, '<=', 5e11] }, { cidr: '10.0.0.0/31' }, { cidr: '::/0' }] }],
    ['`$or` inside an object', { a: { $or: [{ b: ['x'] }, { c: ['x'] }] } }],
    ['a reserved name outside `$or`', { prefix: ['x'] }],
    ['`$or` as the name of a member', { $or: ['x', { prefix: 'y' }] }],
    ['names that objects inherit', JSON.parse('{"__proto__": {"constructor": ["x"]}}')],
    ['99 objects', nested(99)],
  ])('accepts %s', (_, json) => {
    expect(parsePattern(json)).toMatchObject({ ok: true, value: { json } });
  });

  it.each<[string, Json, readonly (string | number)[]]>([
    ['a pattern that is no object', ['x'], []],
    ['an empty pattern', {}, []],
    ['a value without brackets', { a: { b: 'x' } }, ['a', 'b']],
    ['an empty list', { a: [] }, ['a']],
    ['a list in a list', { a: ['x', ['y']] }, ['a', 1]],
    ['an empty matcher', { a: [{}] }, ['a', 0]],
    ['two operators in one matcher', { a: [{ prefix: 'x', suffix: 'y' }] }, ['a', 0]],
    ['an unknown operator', { a: [{ regex: 'x' }] }, ['a', 0, 'regex']],
    ['an inherited name as operator', { a: [{ constructor: 'x' }] }, ['a', 0, 'constructor']],
    ['a prefix that is no text', { a: [{ prefix: 5 }] }, ['a', 0, 'prefix']],
    ['an unknown operator in prefix', { a: [{ prefix: { wildcard: 'x' } }] }, ['a', 0, 'prefix']],
    ['two stars', { a: [{ wildcard: 'a**' }] }, ['a', 0, 'wildcard']],
    ['a loose backslash', { a: [{ wildcard: 'a\\' }] }, ['a', 0, 'wildcard']],
    ['an empty anything-but', { a: [{ 'anything-but': [] }] }, ['a', 0, 'anything-but']],
    ['a mixed anything-but', { a: [{ 'anything-but': ['x', 5] }] }, ['a', 0, 'anything-but']],
    [
      'an empty prefix in anything-but',
      { a: [{ 'anything-but': { prefix: '' } }] },
      ['a', 0, 'anything-but', 'prefix'],
    ],
    [
      'an empty list in anything-but',
      { a: [{ 'anything-but': { suffix: [] } }] },
      ['a', 0, 'anything-but', 'suffix'],
    ],
    ['a number too large', { a: [{ numeric: ['<', 6e11] }] }, ['a', 0, 'numeric', 1]],
    ['seven decimals', { a: [{ numeric: ['=', 0.1234567] }] }, ['a', 0, 'numeric', 1]],
    ['a range upside down', { a: [{ numeric: ['>', 5, '<', 5] }] }, ['a', 0, 'numeric']],
    ['a range that starts at its top', { a: [{ numeric: ['<', 5e11, '<', 5] }] }, ['a', 0, 'numeric', 2]],
    ['three bounds', { a: [{ numeric: ['>', 0, '<', 5, '<'] }] }, ['a', 0, 'numeric', 4]],
    ['all bits of an address', { a: [{ cidr: '10.0.0.1/32' }] }, ['a', 0, 'cidr']],
    ['no bits', { a: [{ cidr: '10.0.0.1/' }] }, ['a', 0, 'cidr']],
    ['`$or` of one', { $or: [{ a: ['x'] }] }, ['$or']],
    ['a bad element in `$or`', { $or: [{ a: ['x'] }, { b: [{ bogus: 1 }] }] }, ['$or', 1, 'b', 0, 'bogus']],
    [
      'an operator as a member inside `$or`',
      { $or: [{ a: ['x'] }, { prefix: ['x'] }] },
      ['$or', 1, 'prefix'],
    ],
    ['a hundred objects too many', nested(150), Array(101).fill('a')],
    [
      'a path of two hundred names',
      { [Array(200).fill('a').join('.')]: ['x'] },
      [Array(200).fill('a').join('.')],
    ],
  ])('refuses %s', (_, json, path) => {
    expect(pathsOf(json)).toEqual([path]);
  });

  it('names everything that is wrong at once', () => {
    const json = { a: 'x', b: [{ prefix: 5 }, { bogus: 1 }], c: {}, $or: [{ d: [] }, 5] };
    const paths = [['a'], ['b', 0, 'prefix'], ['b', 1, 'bogus'], ['c'], ['$or', 0, 'd'], ['$or', 1]];
    expect(pathsOf(json)).toEqual(paths);
  });

  it('takes a thousand ways through `$or` and no more', () => {
    const ways = (width: number): Json => ({
      x: { $or: orOf(10, 'a') },
      y: { $or: orOf(10, 'b') },
      z: { $or: orOf(width, 'c') },
    });
    expect(parsePattern(ways(10)).ok).toBe(true);
    expect(parsePattern(ways(11))).toMatchObject({
      ok: false,
      issues: [{ code: 'pattern/invalid', path: [] }],
    });
  });

  it('refuses an explosion of `$or` without exploding', () => {
    const members = Array.from({ length: 90 }, (_, index) => [`m${index}`, { $or: orOf(90, 'a') }]);
    expect(parsePattern(Object.fromEntries(members)).ok).toBe(false);
  });

  it('refuses more than 256 paths', () => {
    const members = (length: number): Json =>
      Object.fromEntries(Array.from({ length }, (_, index) => [`m${index}`, ['x']]));
    expect(parsePattern(members(256)).ok).toBe(true);
    expect(parsePattern(members(257)).ok).toBe(false);
  });

  it.each<[string, Json]>([
    ['objects', nested(100_000)],
    ['`$or` lists', nestedOr(100_000)],
  ])('survives a pattern of 100,000 nested %s', (_, json) => {
    expect(parsePattern(json).ok).toBe(false);
  });
});
