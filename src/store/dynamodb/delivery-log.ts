import type { Instant } from '../../core/instant.ts';
import type { Attempt, DeliveryLog, DeliveryState, Sent, Told } from '../../delivery-log.ts';
import { deliveryKeyOf } from './incident-item.ts';
import { type Item, numberOf, toNumber } from './item.ts';
import { fromPacked, toPacked } from './packed.ts';
import { ConditionError, type Session } from './session.ts';

/** Keeps the log of deliveries beside the incidents. */
export function createDeliveryLog(session: Session): DeliveryLog {
  return {
    load: async (id) => toState(await session.get(deliveryKeyOf(id))),
    begin: (id, attempt, last) => begin(session, id, attempt, last),
    skip: (id, version, last, told) => skip(session, id, version, last, told),
    settle: async (id, attempt, at, told) => {
      const sent: Sent = { version: attempt.version, importAt: attempt.importAt, hash: attempt.hash, at };
      const telling = told === undefined ? '' : ', told = :told';
      await endAttempt(session, id, attempt, `SET sent = :sent, importAt = :importAt${telling}`, {
        ':sent': toPacked(sent),
        ...(told !== undefined && { ':told': toPacked(told) }),
      });
    },
    abandon: (id, attempt) => endAttempt(session, id, attempt, '', {}),
  };
}

function toState(item: Item | undefined): DeliveryState {
  return {
    ...(item?.sent && { sent: fromPacked<Sent>(item.sent) }),
    ...(item?.told && { told: fromPacked<Told>(item.told) }),
    ...(item?.pending && { pending: fromPacked<Attempt>(item.pending) }),
    ...(item?.skipped && { skipped: numberOf(item, 'skipped') as Instant }),
  };
}

async function begin(
  session: Session,
  id: string,
  attempt: Attempt,
  last: Sent | undefined,
): Promise<boolean> {
  try {
    await session.update({
      update: deliveryKeyOf(id),
      expression: 'SET pending = :pending, pendingAt = :importAt',
      condition: ['attribute_not_exists(pending)', isLast(last), NOT_PASSED].join(' AND '),
      values: {
        ...lastValues(last),
        ':pending': toPacked(attempt),
        ':importAt': toNumber(attempt.importAt),
        ':version': toNumber(attempt.version),
      },
    });
    return true;
  } catch (error) {
    if (!(error instanceof ConditionError)) throw error;
    const { pending } = toState(error.held.get(0));
    // Our own, when the answer to it was lost; or that of another worker who imports the very same.
    return pending?.importAt === attempt.importAt && pending.hash === attempt.hash;
  }
}

/** The condition that no later state has been skipped. */
const NOT_PASSED = '(attribute_not_exists(skipped) OR skipped <= :version)';

/** The condition that what was taken last is what the caller knows. */
function isLast(last: Sent | undefined): string {
  return last === undefined ? 'attribute_not_exists(sent)' : 'importAt = :last';
}

function lastValues(last: Sent | undefined): Item {
  return last === undefined ? {} : { ':last': toNumber(last.importAt) };
}

async function skip(
  session: Session,
  id: string,
  version: Instant,
  last: Sent | undefined,
  told: Told | undefined,
): Promise<boolean> {
  try {
    await session.update({
      update: deliveryKeyOf(id),
      expression: `SET skipped = :version${told === undefined ? '' : ', told = :told'}`,
      condition: `attribute_not_exists(pending) AND ${isLast(last)} AND ${NOT_PASSED}`,
      values: {
        ...lastValues(last),
        ':version': toNumber(version),
        ...(told !== undefined && { ':told': toPacked(told) }),
      },
    });
    return true;
  } catch (error) {
    if (error instanceof ConditionError) return false;
    throw error;
  }
}

/** Ends an attempt, unless somebody else has. */
async function endAttempt(
  session: Session,
  id: string,
  { importAt }: Attempt,
  setting: string,
  values: Item,
): Promise<void> {
  try {
    await session.update({
      update: deliveryKeyOf(id),
      expression: `${setting} REMOVE pending, pendingAt`.trim(),
      condition: 'pendingAt = :importAt',
      values: { ...values, ':importAt': toNumber(importAt) },
    });
  } catch (error) {
    if (!(error instanceof ConditionError)) throw error;
  }
}
