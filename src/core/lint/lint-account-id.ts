import { type Issue, quoted } from '../issue.ts';
import type { AskedLeaf } from './asked-leaves.ts';
import { error, type Path } from './lint-issue.ts';
import { exactText } from './matcher-text.ts';

/** Account ids that no account has. */
export function lintAccountId({ leaf }: AskedLeaf, place: Path): readonly Issue[] {
  if (leaf.text !== 'AwsAccountId') return [];
  return leaf.matchers.flatMap((matcher, index) => {
    const text = exactText(matcher);
    if (text === undefined || /^\d{12}$/.test(text)) return [];
    const message = `${quoted(text)} is not the id of an account`;
    return [error('lint/account-id', [...place, index], message, 'account ids have 12 digits')];
  });
}
