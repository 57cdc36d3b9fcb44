import { StoreError } from '../../store.ts';

/** The part of Node that reads and writes SQLite files. */
export type Sqlite = typeof import('node:sqlite');

let loaded: Sqlite | undefined;

/**
 * Loads `node:sqlite` without the line that some versions of Node print about it to stderr on loading; every other
 * warning passes. Throws StoreError on a Node that has no SQLite.
 */
export function loadSqlite(): Sqlite {
  loaded ??= withoutSqliteWarning(() => process.getBuiltinModule('node:sqlite'));
  if (loaded === undefined)
    throw new StoreError('this Node.js has no SQLite; run it with Node.js 22.13 or later');
  return loaded;
}

/** Node calls `process.emitWarning` while it loads the module, so nothing else can get lost in between. */
function withoutSqliteWarning<T>(load: () => T): T {
  const { emitWarning } = process;
  process.emitWarning = (warning: string | Error, ...details: unknown[]) => {
    if (isSqliteWarning(warning, details[0])) return;
    Reflect.apply(emitWarning, process, [warning, ...details]);
  };
  try {
    return load();
  } finally {
    process.emitWarning = emitWarning;
  }
}

function isSqliteWarning(warning: string | Error, type: unknown): boolean {
  return type === 'ExperimentalWarning' && String(warning).includes('SQLite');
}
