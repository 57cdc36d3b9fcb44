/** Units of capacity that a request used up: of the table, and of each index by name. */
export interface Capacity {
  readonly table: number;
  readonly indexes: Readonly<Record<string, number>>;
}

/** Nothing used up. */
export const NO_CAPACITY: Capacity = { table: 0, indexes: {} };

const WRITE_UNIT_BYTES = 1024;
const READ_UNIT_BYTES = 4096;

/** Units of writing one image: one for each started KB, and one at least. */
export function writeUnits(bytes: number): number {
  return Math.max(1, Math.ceil(bytes / WRITE_UNIT_BYTES));
}

/** Units of reading `bytes` at once: one for each started 4 KB, and one at least; half of it when eventually consistent. */
export function readUnits(bytes: number, isConsistent: boolean): number {
  return Math.max(1, Math.ceil(bytes / READ_UNIT_BYTES)) * (isConsistent ? 1 : 0.5);
}

/** All units, of table and indexes. */
export function totalUnits({ table, indexes }: Capacity): number {
  let total = table;
  for (const units of Object.values(indexes)) total += units;
  return total;
}

/** The sum of what several actions used up. */
export function addCapacity(a: Capacity, b: Capacity): Capacity {
  const indexes: Record<string, number> = { ...a.indexes };
  for (const [name, units] of Object.entries(b.indexes)) indexes[name] = (indexes[name] ?? 0) + units;
  return { table: a.table + b.table, indexes };
}
