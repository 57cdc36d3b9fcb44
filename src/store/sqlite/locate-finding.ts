import { hash } from 'node:crypto';
import type { FindingKey } from '../../core/finding/finding.ts';
import { toKeyText } from '../key-text.ts';

/** A finding's key as the tables have it, with the hash that its rows are found by. */
export interface Located {
  readonly hash: number;
  readonly productArn: string;
  readonly id: string;
}

/** Where the rows of a finding are. */
export type Locate = (key: FindingKey) => Located;

/** Loading, saving and keeping ask for the same finding, one after the other: the last answer is kept. */
export function createLocate(): Locate {
  let last: FindingKey = { productArn: '', id: '' };
  let located: Located = locate(last);
  return (key) => {
    if (key.id === last.id && key.productArn === last.productArn) return located;
    last = key;
    located = locate(key);
    return located;
  };
}

/** The hash is 52 bits of SHA-256, so that nobody can make ids that share one; the rare twins are told apart. */
function locate({ productArn, id }: FindingKey): Located {
  const keys = { productArn: toKeyText(productArn), id: toKeyText(id) };
  const digest = hash('sha256', `${keys.productArn}\n${keys.id}`, 'hex');
  return { ...keys, hash: Number.parseInt(digest.slice(0, 13), 16) };
}
