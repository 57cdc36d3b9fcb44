import { isKnownControl, knownControlIds } from '../core/finding/controls.ts';
import { isNativeType, knownTypesOf, nativeTypeOfAsff } from '../core/finding/known-types.ts';
import { type Issue, quoted } from '../core/issue.ts';
import { nearestWord } from '../rule-file/did-you-mean.ts';
import type { CaseDocument } from './case-schema.ts';

const STEPS_MAX = 2;

/**
 * Types and controls of the world of a case file that are misspelt: such a finding never comes, so that a case with it
 * shows nothing. Other words that are not known may be meant so.
 */
export function lintWorld(world: CaseDocument['world']): readonly Issue[] {
  return Object.entries(world).flatMap(([name, { product, type, control }]) => {
    const path = ['world', name];
    return [
      ...(product === undefined || type === undefined ? [] : misspeltType(product, type, [...path, 'type'])),
      ...(control === undefined || isKnownControl(control)
        ? []
        : misspelt('there is no control', control, knownControlIds(), [...path, 'control'])),
    ];
  });
}

function misspeltType(product: string, type: string, path: Issue['path']): readonly Issue[] {
  const types = knownTypesOf(product) ?? [];
  if (types.includes(type) || isNativeType(type) || nativeTypeOfAsff(type) !== undefined) return [];
  return misspelt(`${product} has no type`, type, types, path);
}

function misspelt(
  what: string,
  word: string,
  words: readonly string[],
  path: Issue['path'],
): readonly Issue[] {
  const near = nearestWord(word, words, STEPS_MAX);
  // Numbers of controls lie close together: of these only another case is a slip for certain.
  if (near === undefined || (/\d$/.test(word) && near.toLowerCase() !== word.toLowerCase())) return [];
  const message = `${what} ${quoted(word)}, so that no such finding ever comes`;
  return [
    { code: 'lint/misspelt-case', level: 'warning', message, path, hint: `did you mean ${quoted(near)}?` },
  ];
}
