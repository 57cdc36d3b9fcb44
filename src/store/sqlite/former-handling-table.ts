import { type FormerHandling, formerHandlingOf } from '../../core/handling/former-handling.ts';
import { toKeyText } from '../key-text.ts';
import type { IncidentTable } from './incident-table.ts';
import type { Session } from './session.ts';

/** What people decided and wrote about incidents before the store was emptied. */
export interface FormerHandlingTable {
  load(id: string): FormerHandling | undefined;
  /** Sets aside what there is to be of the incidents that are there. */
  setAside(incidents: IncidentTable): void;
}

const PAGE_LIMIT = 200;

/** Prepares the statements about what was set aside. */
export function createFormerHandlingTable(session: Session): FormerHandlingTable {
  const select = session.prepare<{ readonly body: string }>(
    'SELECT body FROM former_handling WHERE incident = ?',
  );
  const upsert = session.prepare(
    `INSERT INTO former_handling (incident, body) VALUES (?, ?)
      ON CONFLICT (incident) DO UPDATE SET body = excluded.body`,
  );
  return {
    load: (id) => {
      const row = select.get(toKeyText(id));
      return row && (JSON.parse(row.body) as FormerHandling);
    },
    setAside: (incidents) => {
      let page = incidents.listHandled({ limit: PAGE_LIMIT });
      while (page.length > 0) {
        for (const record of page) {
          const former = formerHandlingOf(record);
          if (former !== undefined) upsert.run(toKeyText(record.incident.id), JSON.stringify(former));
        }
        page = incidents.listHandled({ after: page.at(-1)?.incident.id ?? '', limit: PAGE_LIMIT });
      }
    },
  };
}
