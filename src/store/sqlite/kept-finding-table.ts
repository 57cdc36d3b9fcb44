import type { FindingKey } from '../../core/finding/finding.ts';
import type { JsonObject } from '../../core/json.ts';
import type { KeptFinding } from '../../store.ts';
import { fromKeyText, toKeyText } from '../key-text.ts';
import { planKept } from '../plan-kept.ts';
import { type BodyPlace, createKeptBlockTable, type ReadBody } from './kept-block-table.ts';
import type { Locate, Located } from './locate-finding.ts';
import type { Session } from './session.ts';

/** Findings as they came. */
export interface KeptFindingTable {
  keep(finding: KeptFinding): void;
  load(key: FindingKey): KeptFinding | undefined;
  list(query: { readonly after?: KeptFinding; readonly limit: number }): readonly KeptFinding[];
  count(): number;
}

interface KeptRow extends BodyPlace {
  readonly row: number;
  readonly product_arn: string;
  readonly id: string;
  readonly is_withdrawn: number;
  readonly version: string;
}

const COLUMNS = 'row, product_arn, id, is_withdrawn, version, block, at';

/** Prepares the statements about kept findings. */
export function createKeptFindingTable(session: Session, locate: Locate): KeptFindingTable {
  const ofFinding = session.prepare<KeptRow>(
    `SELECT ${COLUMNS} FROM kept_finding WHERE hash = ? AND id = ? AND product_arn = ?`,
  );
  const page = session.prepare<KeptRow>(
    `SELECT ${COLUMNS} FROM kept_finding WHERE (version, product_arn, id, is_withdrawn) > (?, ?, ?, ?)
      ORDER BY version, product_arn, id, is_withdrawn LIMIT ?`,
  );
  const blocks = createKeptBlockTable(session);
  const rows = prepareRows(session);
  const rowsOf = ({ hash, id, productArn }: Located) => ofFinding.all(hash, id, productArn);
  return {
    keep: (finding) => {
      const located = locate(finding.key);
      const version = toKeyText(finding.order);
      const { open, withdrawn } = byWithdrawal(rowsOf(located));
      const orders = { open: open?.version, withdrawn: withdrawn?.version };
      const { isKept, endsWithdrawn } = planKept(orders, {
        order: version,
        isWithdrawn: finding.isWithdrawn,
      });
      if (endsWithdrawn && withdrawn !== undefined) {
        rows.remove(withdrawn);
        blocks.remove(withdrawn);
      }
      if (!isKept) return;
      const place = blocks.add(bodyTextOf(finding));
      const held = finding.isWithdrawn ? withdrawn : open;
      if (held === undefined) return rows.insert(located, finding.isWithdrawn, version, place);
      rows.update(held, version, place);
      blocks.remove(held);
    },
    load: (key) => {
      const { open, withdrawn } = byWithdrawal(rowsOf(locate(key)));
      const newest = withdrawn ?? open;
      return newest && toKept(newest, blocks.reader());
    },
    list: ({ after, limit }) => {
      const read = blocks.reader();
      return page.all(...positionOf(after), limit).map((row) => toKept(row, read));
    },
    count: () => rows.count(),
  };
}

interface KeptRows {
  insert(located: Located, isWithdrawn: boolean, version: string, place: BodyPlace): void;
  update(row: KeptRow, version: string, place: BodyPlace): void;
  remove(row: KeptRow): void;
  count(): number;
}

function prepareRows(session: Session): KeptRows {
  const insert = session.prepare(
    `INSERT INTO kept_finding (hash, product_arn, id, is_withdrawn, version, block, at)
      VALUES (?, ?, ?, ?, ?, ?, ?)`,
  );
  const update = session.prepare('UPDATE kept_finding SET version = ?, block = ?, at = ? WHERE row = ?');
  const remove = session.prepare('DELETE FROM kept_finding WHERE row = ?');
  const count = prepareCount(session);
  return {
    insert: ({ hash, productArn, id }, isWithdrawn, version, { block, at }) => {
      insert.run(hash, productArn, id, Number(isWithdrawn), version, block, at);
      count.add(1);
    },
    update: ({ row }, version, { block, at }) => void update.run(version, block, at, row),
    remove: ({ row }) => {
      remove.run(row);
      count.add(-1);
    },
    count: count.get,
  };
}

/** Nothing is counted by reading; what is counted is written once for all that is made durable together. */
function prepareCount(session: Session): { add(by: 1 | -1): void; get(): number } {
  const select = session.prepare<{ readonly versions: number }>(
    'SELECT versions FROM kept_count WHERE row = 1',
  );
  const change = session.prepare(
    `INSERT INTO kept_count (row, versions) VALUES (1, ?1)
      ON CONFLICT (row) DO UPDATE SET versions = versions + ?1`,
  );
  let added = 0;
  session.beforeCommit(() => {
    if (added !== 0) change.run(added);
    added = 0;
  });
  session.onClear(() => {
    added = 0;
  });
  return {
    add: (by) => {
      added += by;
    },
    get: () => (select.get()?.versions ?? 0) + added,
  };
}

/** Of a finding at most one version that is withdrawn and one that is not. */
function byWithdrawal(rows: readonly KeptRow[]): { readonly open?: KeptRow; readonly withdrawn?: KeptRow } {
  const open = rows.find(({ is_withdrawn }) => is_withdrawn === 0);
  const withdrawn = rows.find(({ is_withdrawn }) => is_withdrawn === 1);
  return { ...(open && { open }), ...(withdrawn && { withdrawn }) };
}

function positionOf(after: KeptFinding | undefined): [string, string, string, number] {
  if (after === undefined) return ['', '', '', -1];
  const { order, key, isWithdrawn } = after;
  return [toKeyText(order), toKeyText(key.productArn), toKeyText(key.id), Number(isWithdrawn)];
}

/** The text escapes what SQLite would not give back, so the time of the event goes into it too. */
function bodyTextOf({ body, time }: KeptFinding): string {
  return JSON.stringify([body, time]);
}

function toKept(row: KeptRow, read: ReadBody): KeptFinding {
  const [body, time] = read(row) as [JsonObject, string | null];
  return {
    key: { productArn: fromKeyText(row.product_arn), id: fromKeyText(row.id) },
    body,
    ...(time !== null && { time }),
    isWithdrawn: row.is_withdrawn === 1,
    order: fromKeyText(row.version),
  };
}
