import { describe, expect, it } from 'vitest';
import { didYouMean, nearestWord } from '../../src/rule-file/did-you-mean.ts';

const WORDS = ['GuardDuty', 'Inspector', 'Macie'];

describe('nearestWord', () => {
  it.each<[string, string, number, string | undefined]>([
    ['one letter away', 'Macy', 2, 'Macie'],
    ['the word itself', 'Macie', 0, 'Macie'],
    ['in other letters', 'GUARDDUTY', 0, 'GuardDuty'],
    ['as far as is allowed', 'Inspktr', 3, 'Inspector'],
    ['farther than is allowed', 'Inspktr', 2, undefined],
    ['of another length', 'Mac', 1, undefined],
    ['nothing', '', 2, undefined],
    ['far too long', 'Macie'.repeat(1000), 5000, undefined],
  ])('%s', (_name, word, stepsMax, expected) => {
    expect(nearestWord(word, WORDS, stepsMax)).toBe(expected);
  });

  it('takes the nearest, and of several the first', () => {
    expect(nearestWord('abc', ['abx', 'abcd', 'abc'], 2)).toBe('abc');
    expect(nearestWord('abc', ['abx', 'aby'], 2)).toBe('abx');
  });
});

it('didYouMean allows more slips in longer words', () => {
  expect(didYouMean('Guard', WORDS)).toBeUndefined();
  expect(didYouMean('Gardduti', WORDS)).toBe('did you mean `GuardDuty`?');
  expect(didYouMean('makie', WORDS)).toBe('did you mean `Macie`?');
});
