import type { Entity } from '../../core/entity/entity.ts';
import { toKeyText } from '../key-text.ts';
import type { KeyPage } from './relation-table.ts';
import type { Session } from './session.ts';

/** Entities of a rule that look at evidence filed under a group. */
export interface GroupTable {
  join(rule: string, group: string, entity: Entity): void;
  read(rule: string, group: string, query: KeyPage): readonly Entity[];
}

/** Prepares the statements about groups. */
export function createGroupTable(session: Session): GroupTable {
  const insert = session.prepare(
    'INSERT INTO group_member (rule, group_key, key, entity) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
  );
  const page = session.prepare<{ readonly entity: string }>(
    'SELECT entity FROM group_member WHERE rule = ? AND group_key = ? AND key > ? ORDER BY key LIMIT ?',
  );
  return {
    join: (rule, group, entity) => {
      insert.run(toKeyText(rule), toKeyText(group), toKeyText(entity.key), JSON.stringify(entity));
    },
    read: (rule, group, { after = '', limit }) =>
      page
        .all(toKeyText(rule), toKeyText(group), toKeyText(after), limit)
        .map(({ entity }) => JSON.parse(entity) as Entity),
  };
}
