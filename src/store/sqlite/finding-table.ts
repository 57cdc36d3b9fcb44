import type { FindingChange } from '../../core/correlation/finding-change.ts';
import type { Observation } from '../../core/correlation/observe.ts';
import type { FindingKey } from '../../core/finding/finding.ts';
import { ConflictError } from '../../store.ts';
import { fromKeyText, toKeyText } from '../key-text.ts';
import type { Locate } from './locate-finding.ts';
import type { Session } from './session.ts';

/** The newest versions of findings. */
export interface FindingTable {
  load(key: FindingKey): Observation | undefined;
  /** Saves the next version; the number of the finding's row. Throws ConflictError before it changes anything. */
  save(change: FindingChange): number;
}

interface FindingRow {
  readonly row: number;
  readonly version: string;
  readonly body: string;
}

const WHERE_KEY = 'WHERE hash = ? AND id = ? AND product_arn = ?';

/** Prepares the statements about findings. */
export function createFindingTable(session: Session, locate: Locate): FindingTable {
  const select = session.prepare<FindingRow>(`SELECT row, version, body FROM finding ${WHERE_KEY}`);
  const insert = session.prepare(
    `INSERT INTO finding (hash, id, product_arn, version, body)
      SELECT ?1, ?2, ?3, ?4, ?5
      WHERE NOT EXISTS (SELECT 1 FROM finding WHERE hash = ?1 AND id = ?2 AND product_arn = ?3)`,
  );
  const update = session.prepare<{ readonly row: number }>(
    `UPDATE finding SET version = ?, body = ? ${WHERE_KEY} AND version = ? RETURNING row`,
  );
  return {
    load: (key) => {
      const { hash, id, productArn } = locate(key);
      const row = select.get(hash, id, productArn);
      return row && { key, order: fromKeyText(row.version), ...parseBody(row.body) };
    },
    save: ({ next, replaces }) => {
      const { hash, id, productArn } = locate(next.key);
      const version = toKeyText(next.order);
      const body = bodyOf(next);
      if (replaces === undefined) {
        const { changes, lastInsertRowid } = insert.run(hash, id, productArn, version, body);
        if (changes === 1) return Number(lastInsertRowid);
      } else {
        const updated = update.get(version, body, hash, id, productArn, toKeyText(replaces));
        if (updated !== undefined) return updated.row;
      }
      throw new ConflictError(`finding ${next.key.id} was saved by somebody else`);
    },
  };
}

type Body = Omit<Observation, 'key' | 'order'>;

const EMPTY_BODY: Body = { isMatched: false, filings: [], relations: [] };
/** What most findings come to: they concern a rule, but match none. */
const EMPTY_BODY_TEXT = JSON.stringify(EMPTY_BODY);

function bodyOf({ key, order, ...body }: Observation): string {
  return JSON.stringify(body);
}

function parseBody(text: string): Body {
  return text === EMPTY_BODY_TEXT ? EMPTY_BODY : (JSON.parse(text) as Body);
}
