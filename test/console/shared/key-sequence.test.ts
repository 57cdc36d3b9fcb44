import { describe, expect, it } from 'vitest';
import { createKeySequence } from '../../../console/shared/key-sequence.ts';

const KNOWN = new Set(['j', '?', 'g i', 'g j']);

/** What comes of keys, each with the time at which it is pressed. */
function pressed(keys: readonly (readonly [string, number])[]): readonly (string | undefined)[] {
  const sequence = createKeySequence();
  return keys.map(([key, atMs]) => sequence.press(key, atMs, (name) => KNOWN.has(name)));
}

describe('a key sequence', () => {
  it.each<[string, [string, number][], (string | undefined)[]]>([
    [
      'knows single keys',
      [
        ['j', 0],
        ['?', 1],
      ],
      ['j', '?'],
    ],
    [
      'knows two keys that follow each other',
      [
        ['g', 0],
        ['i', 1000],
      ],
      [undefined, 'g i'],
    ],
    [
      'forgets a key after a second',
      [
        ['g', 0],
        ['i', 1001],
      ],
      [undefined, undefined],
    ],
    [
      'prefers two keys to one',
      [
        ['g', 0],
        ['j', 10],
      ],
      [undefined, 'g j'],
    ],
    [
      'takes the key alone where the two are unknown',
      [
        ['x', 0],
        ['j', 10],
      ],
      [undefined, 'j'],
    ],
    [
      'begins again after each',
      [
        ['g', 0],
        ['i', 10],
        ['i', 20],
      ],
      [undefined, 'g i', undefined],
    ],
    [
      'takes the last of several first keys',
      [
        ['g', 0],
        ['g', 10],
        ['i', 20],
      ],
      [undefined, undefined, 'g i'],
    ],
  ])('%s', (_, keys, names) => {
    expect(pressed(keys)).toEqual(names);
  });
});
