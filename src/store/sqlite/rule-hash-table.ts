import { fromKeyText, toKeyText } from '../key-text.ts';
import type { Session } from './session.ts';

/** The hashes of the rules that the store was written with, by rule id. */
export interface RuleHashTable {
  load(): ReadonlyMap<string, string>;
  save(hashes: ReadonlyMap<string, string>): void;
}

interface RuleHashRow {
  readonly rule: string;
  readonly hash: string;
}

/** Prepares the statements about rule hashes. */
export function createRuleHashTable(session: Session): RuleHashTable {
  const select = session.prepare<RuleHashRow>('SELECT rule, hash FROM rule_hash');
  const upsert = session.prepare(
    'INSERT INTO rule_hash (rule, hash) VALUES (?, ?) ON CONFLICT DO UPDATE SET hash = excluded.hash',
  );
  return {
    load: () => new Map(select.all().map(({ rule, hash }) => [fromKeyText(rule), fromKeyText(hash)])),
    save: (hashes) => {
      for (const [rule, hash] of hashes) upsert.run(toKeyText(rule), toKeyText(hash));
    },
  };
}
