import type { RelationChanges } from '../../core/correlation/finding-change.ts';
import type { Entity, Relation } from '../../core/entity/entity.ts';
import { toKeyText } from '../key-text.ts';
import type { Session } from './session.ts';

/** The relations that hold, with how many sources state each, and the neighbours that they make. */
export interface RelationTable {
  /** Counts one source more for each of `stated` and one less for each of `ended`. */
  change(stated: readonly Relation[], ended: readonly Relation[]): RelationChanges;
  read(entity: string, type: string, query: KeyPage): readonly Entity[];
  count(entity: string, type: string): number;
  isMarkedWide(entity: string, type: string): boolean;
  markWide(entity: string, type: string, isWide: boolean): void;
}

/** One page in the order of keys; it starts after the key `after`. */
export interface KeyPage {
  readonly after?: string;
  readonly limit: number;
}

interface SourcesRow {
  readonly sources: number;
  readonly ends: string;
}

/** Prepares the statements about relations. */
export function createRelationTable(session: Session): RelationTable {
  const neighbours = createNeighbourTable(session);
  const state = session.prepare<SourcesRow>(
    `INSERT INTO relation (a, b, sources, ends) VALUES (?, ?, 1, ?)
      ON CONFLICT DO UPDATE SET sources = sources + 1 RETURNING sources, ends`,
  );
  const end = session.prepare<SourcesRow>(
    'UPDATE relation SET sources = sources - 1 WHERE a = ? AND b = ? RETURNING sources, ends',
  );
  const remove = session.prepare('DELETE FROM relation WHERE a = ? AND b = ?');
  const begins = (relation: Relation): boolean => {
    const row = state.get(...keysOf(relation), JSON.stringify(relation.ends));
    if (row?.sources !== 1) return false;
    neighbours.link(relation);
    return true;
  };
  /** The relation as it was begun, when this was its last source. */
  const ends = (relation: Relation): readonly Relation[] => {
    const row = end.get(...keysOf(relation));
    if (row?.sources !== 0) return [];
    const held: Relation = { ends: JSON.parse(row.ends) as Relation['ends'] };
    remove.run(...keysOf(relation));
    neighbours.unlink(held);
    return [held];
  };
  return {
    change: (stated, ended) => ({ begun: stated.filter(begins), ended: ended.flatMap(ends) }),
    read: neighbours.read,
    count: neighbours.count,
    ...createWideMarks(session),
  };
}

/** Whichever way round a relation is stated, its keys come in one order. */
function keysOf({ ends: [a, b] }: Relation): [string, string] {
  return a.key < b.key ? [toKeyText(a.key), toKeyText(b.key)] : [toKeyText(b.key), toKeyText(a.key)];
}

function createWideMarks(session: Session): Pick<RelationTable, 'isMarkedWide' | 'markWide'> {
  const select = session.prepare('SELECT 1 FROM wide WHERE entity = ? AND type = ?');
  const insert = session.prepare('INSERT INTO wide (entity, type) VALUES (?, ?) ON CONFLICT DO NOTHING');
  const remove = session.prepare('DELETE FROM wide WHERE entity = ? AND type = ?');
  return {
    isMarkedWide: (entity, type) => select.get(toKeyText(entity), toKeyText(type)) !== undefined,
    markWide: (entity, type, isWide) =>
      void (isWide ? insert : remove).run(toKeyText(entity), toKeyText(type)),
  };
}

interface NeighbourTable extends Pick<RelationTable, 'read' | 'count'> {
  link(relation: Relation): void;
  unlink(relation: Relation): void;
}

interface NeighbourRow {
  readonly neighbour: string;
}

interface CountRow {
  readonly neighbours: number;
}

function createNeighbourTable(session: Session): NeighbourTable {
  const insert = session.prepare('INSERT INTO neighbour (entity, type, key, neighbour) VALUES (?, ?, ?, ?)');
  const remove = session.prepare('DELETE FROM neighbour WHERE entity = ? AND type = ? AND key = ?');
  const page = session.prepare<NeighbourRow>(
    'SELECT neighbour FROM neighbour WHERE entity = ? AND type = ? AND key > ? ORDER BY key LIMIT ?',
  );
  const add = session.prepare(
    `INSERT INTO neighbour_count (entity, type, neighbours) VALUES (?, ?, 1)
      ON CONFLICT DO UPDATE SET neighbours = neighbours + 1`,
  );
  const subtract = session.prepare<CountRow>(
    'UPDATE neighbour_count SET neighbours = neighbours - 1 WHERE entity = ? AND type = ? RETURNING neighbours',
  );
  const removeCount = session.prepare('DELETE FROM neighbour_count WHERE entity = ? AND type = ?');
  const select = session.prepare<CountRow>(
    'SELECT neighbours FROM neighbour_count WHERE entity = ? AND type = ?',
  );
  const link = (from: Entity, to: Entity) => {
    const place = [toKeyText(from.key), toKeyText(to.type)] as const;
    insert.run(...place, toKeyText(to.key), JSON.stringify(to));
    add.run(...place);
  };
  const unlink = (from: Entity, to: Entity) => {
    const place = [toKeyText(from.key), toKeyText(to.type)] as const;
    remove.run(...place, toKeyText(to.key));
    if (subtract.get(...place)?.neighbours === 0) removeCount.run(...place);
  };
  return {
    link: ({ ends: [a, b] }) => {
      link(a, b);
      link(b, a);
    },
    unlink: ({ ends: [a, b] }) => {
      unlink(a, b);
      unlink(b, a);
    },
    read: (entity, type, { after = '', limit }) =>
      page
        .all(toKeyText(entity), toKeyText(type), toKeyText(after), limit)
        .map(({ neighbour }) => JSON.parse(neighbour) as Entity),
    count: (entity, type) => select.get(toKeyText(entity), toKeyText(type))?.neighbours ?? 0,
  };
}
