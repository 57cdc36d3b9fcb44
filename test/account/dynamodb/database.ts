import type { AccountClock } from '../account-clock.ts';
import { type AccountIdentity, TEST_ACCOUNT } from '../account-identity.ts';
import { ServiceError } from '../http/service-error.ts';
import type { RecordSource } from './stream.ts';
import type { Table } from './table.ts';
import { UsageMeter } from './usage.ts';

/** All tables of the account, its clock, and what its requests cost. */
export class Database {
  readonly clock: AccountClock;
  readonly identity: AccountIdentity;
  readonly tables: Map<string, Table> = new Map();
  /** True for one of the items of a batch that is to be left unprocessed, as a busy table does. */
  isLeftOut: () => boolean = () => false;
  readonly meter: UsageMeter = new UsageMeter();

  constructor(clock: AccountClock, identity: AccountIdentity = TEST_ACCOUNT) {
    this.clock = clock;
    this.identity = identity;
  }

  /** The table of that name; a request for one that is not there is refused. */
  readonly tableOf = (name: string): Table => {
    const table = this.tables.get(name);
    if (table !== undefined) return table;
    throw new ServiceError('ResourceNotFoundException', 'Requested resource not found');
  };

  streamOf(table: string): RecordSource | undefined {
    return this.tableOf(table).stream;
  }
}
