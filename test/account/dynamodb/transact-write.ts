import { createHash } from 'node:crypto';
import { ServiceError, validationError } from '../http/service-error.ts';
import { addCapacity, type Capacity, NO_CAPACITY, readUnits, totalUnits, writeUnits } from './capacity.ts';
import { withConsumedCapacities } from './consumed-capacity.ts';
import type { Database } from './database.ts';
import { applyWrite, itemName, planWrite, type WriteKind, type WritePlan } from './plan-write.ts';
import type { Table } from './table.ts';

/** DynamoDB guide, "transactions": 100 actions, 4 MB, and a token that is remembered for 10 minutes. */
const ACTIONS_MAX = 100;
const TRANSACTION_BYTES_MAX = 4 * 1024 * 1024;
const TOKEN_LIFE_MS = 10 * 60_000;
const KINDS: readonly WriteKind[] = ['Put', 'Update', 'Delete', 'ConditionCheck'];

interface TransactWriteRequest {
  readonly TransactItems?: readonly Readonly<Partial<Record<WriteKind, object>>>[];
  readonly ClientRequestToken?: string;
  readonly ReturnConsumedCapacity?: string;
}

/** A transaction that was done, as its token remembers it. */
interface DoneTransaction {
  readonly digest: string;
  readonly atMs: number;
  readonly reads: ReadonlyMap<Table, Capacity>;
}

/** TransactWriteItems with the tokens of the last ten minutes: all of a transaction is done, or nothing. */
export class WriteTransactions {
  readonly #database: Database;
  readonly #done = new Map<string, DoneTransaction>();

  constructor(database: Database) {
    this.#database = database;
  }

  /** Answers a request; `text` is what it was read from, by which a repetition is known. */
  answer(request: TransactWriteRequest, text: string): unknown {
    const { ClientRequestToken: token, ReturnConsumedCapacity: detail } = request;
    const digest = createHash('sha1').update(text).digest('base64');
    const done = token === undefined ? undefined : this.#doneBy(token);
    if (done !== undefined) return this.#repeat(done, digest, detail);
    const plans = this.#plan(request.TransactItems ?? []);
    // Both phases of a transaction are paid for, those of one that is cancelled as well; indexes only once.
    const units = 2 * plans.reduce((sum, { bytes }) => sum + writeUnits(bytes), 0);
    this.#database.meter.countWrite('TransactWriteItems', units);
    if (plans.some(({ refusal }) => refusal !== undefined)) throw cancelled(plans);
    const { writes, reads } = this.#apply(plans);
    if (token !== undefined) this.#done.set(token, { digest, atMs: this.#database.clock.now(), reads });
    return withConsumedCapacities(writes, detail);
  }

  #doneBy(token: string): DoneTransaction | undefined {
    const expiredMs = this.#database.clock.now() - TOKEN_LIFE_MS;
    for (const [each, { atMs }] of this.#done) {
      if (atMs > expiredMs) break;
      this.#done.delete(each);
    }
    return this.#done.get(token);
  }

  /** A repetition changes nothing and is paid for as the reading of the items. */
  #repeat({ digest: first, reads }: DoneTransaction, digest: string, detail: string | undefined): unknown {
    if (first !== digest) {
      throw new ServiceError(
        'IdempotentParameterMismatchException',
        'The request uses the same client token as a previous, but non-identical request.',
      );
    }
    for (const capacity of reads.values())
      this.#database.meter.countRead('TransactWriteItems', totalUnits(capacity));
    return withConsumedCapacities(reads, detail);
  }

  #plan(actions: readonly Readonly<Partial<Record<WriteKind, object>>>[]): readonly WritePlan[] {
    if (actions.length < 1 || actions.length > ACTIONS_MAX) {
      throw validationError(
        "1 validation error detected: Value at 'transactItems' failed to satisfy constraint: " +
          'Member must have length less than or equal to 100, and greater than or equal to 1',
      );
    }
    const plans = actions.map((action) => {
      const [kind, another] = KINDS.filter((each) => action[each] !== undefined);
      if (kind === undefined || another !== undefined) {
        throw validationError('TransactItems can only contain one of Check, Put, Update or Delete');
      }
      return planWrite(kind, action[kind] ?? {}, this.#database.tableOf);
    });
    if (new Set(plans.map(itemName)).size < plans.length) {
      throw validationError('Transaction request cannot include multiple operations on one item');
    }
    if (plans.reduce((sum, { bytes }) => sum + bytes, 0) > TRANSACTION_BYTES_MAX) {
      throw validationError('Member must have a total size of at most 4 MB');
    }
    return plans;
  }

  #apply(plans: readonly WritePlan[]): Record<'writes' | 'reads', ReadonlyMap<Table, Capacity>> {
    const writes = new Map<Table, Capacity>();
    const reads = new Map<Table, Capacity>();
    for (const plan of plans) {
      const { table, indexes } = applyWrite(plan);
      this.#database.meter.countWrite('TransactWriteItems', totalUnits({ table: 0, indexes }));
      const write = { table: 2 * table, indexes };
      const read = { table: 2 * readUnits(plan.bytes, true), indexes: {} };
      writes.set(plan.table, addCapacity(writes.get(plan.table) ?? NO_CAPACITY, write));
      reads.set(plan.table, addCapacity(reads.get(plan.table) ?? NO_CAPACITY, read));
    }
    return { writes, reads };
  }
}

function cancelled(plans: readonly WritePlan[]): ServiceError {
  const reasons = plans.map(({ refusal }) => reasonOf(refusal));
  const codes = reasons.map(({ Code }) => Code).join(', ');
  return new ServiceError(
    'TransactionCanceledException',
    `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`,
    // This one is spelt with a capital in the model of the service.
    { members: { Message: `Transaction cancelled [${codes}]`, CancellationReasons: reasons } },
  );
}

function reasonOf(refusal: ServiceError | undefined): {
  readonly Code: string;
  readonly [more: string]: unknown;
} {
  if (refusal === undefined) return { Code: 'None' };
  const Code =
    refusal.code === 'ConditionalCheckFailedException' ? 'ConditionalCheckFailed' : 'ValidationError';
  return { Code, Message: refusal.message, ...refusal.members };
}
