import type { Database } from './database.ts';
import type { Table } from './table.ts';

/**
 * Removes what has expired, as the service does some time or other within days, for nothing; returns how many items.
 * Until then expired items are read like any other (DynamoDB guide, "time to live").
 */
export function sweepExpired(database: Database): number {
  const nowSeconds = Math.floor(database.clock.now() / 1000);
  let count = 0;
  for (const table of database.tables.values()) count += sweepTable(table, nowSeconds);
  return count;
}

/** What expired more than five years ago is never removed, as a guard against times in milliseconds or in 1970. */
const EXPIRED_AT_MOST_SECONDS = 5 * 365 * 86_400;

function sweepTable(table: Table, nowSeconds: number): number {
  const { ttlAttribute } = table;
  if (ttlAttribute === undefined) return 0;
  const expired = [...table.items.items()].filter((item) => {
    const expiresAt = Number(item[ttlAttribute]?.N);
    return expiresAt < nowSeconds && expiresAt > nowSeconds - EXPIRED_AT_MOST_SECONDS;
  });
  for (const item of expired) table.replace(item, undefined, true);
  return expired.length;
}
