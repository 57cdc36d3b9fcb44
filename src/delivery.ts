import type { Decision, IncidentRecord } from './core/correlation/incident.ts';
import { DeliveryError, type Sink } from './sink.ts';
import type { Store } from './store.ts';

/** Decisions on their way to a sink; those that arrive are noted in the store as delivered. */
export interface Delivery {
  /** Takes a decision that is saved, for the next `deliver`. */
  add(decision: Decision): void;
  /** Delivers what was added; throws what the sink throws. What did not arrive stays undelivered in the store. */
  deliver(): Promise<void>;
  /**
   * Delivers what an earlier run saved and did not come to deliver, as long as there is time. What is refused keeps
   * nothing behind it from being delivered: the first DeliveryError is thrown at the end.
   */
  repair(hasTime: () => boolean): Promise<void>;
}

const REPAIR_PAGE = 100;

/** Creates the way from a store to a sink. */
export function createDelivery({ store, sink }: { readonly store: Store; readonly sink: Sink }): Delivery {
  const decisions: Decision[] = [];
  const deliver = async () => {
    const delivered = decisions.splice(0);
    if (delivered.length === 0) return;
    try {
      await sink.deliver(delivered);
    } catch (error) {
      if (error instanceof DeliveryError) await markAll(store, error.delivered);
      throw error;
    }
    await markAll(store, delivered);
  };
  return {
    add: (decision) => void decisions.push(decision),
    deliver,
    repair: async (hasTime) => {
      let failure: DeliveryError | undefined;
      let after: string | undefined;
      for (;;) {
        const records = await store.listUndelivered(REPAIR_PAGE, after);
        if (records.length === 0 || !hasTime()) break;
        after = records.at(-1)?.incident.id;
        decisions.push(...records.map((record) => ({ action: actionOf(record), record })));
        try {
          await deliver();
        } catch (error) {
          if (!(error instanceof DeliveryError)) throw error;
          failure ??= error;
        }
      }
      if (failure !== undefined) throw failure;
    },
  };
}

async function markAll(store: Store, delivered: readonly Decision[]): Promise<void> {
  for (const { record } of delivered) {
    await store.markDelivered(record.incident.id, record.incident.updatedAt);
  }
  await store.flush();
}

function actionOf({ incident, deliveredAt }: IncidentRecord): Decision['action'] {
  if (incident.status === 'resolved') return 'resolve';
  return deliveredAt === undefined ? 'open' : 'update';
}
