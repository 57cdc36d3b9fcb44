import type { OperationUsage } from '../../test/account/dynamodb/usage.ts';
import { INGESTION, type PaidFor, PRICES } from './prices.ts';

/** What so many findings used up, all together. */
export type Quantities = Readonly<Record<PaidFor, number>>;

/** Something that was measured: quantities for a number of findings. */
export interface Measured {
  readonly findings: number;
  readonly quantities: Quantities;
  /** Findings imported to Security Hub, which the sum of dollars leaves out. */
  readonly imported: number;
  /** Requests to APIs, by `service:Operation`. */
  readonly requests: Readonly<Record<string, number>>;
  /** What the requests to DynamoDB cost, by operation. */
  readonly byOperation: Readonly<Record<string, OperationUsage>>;
}

/** The names of what is paid for. */
export const QUANTITY_NAMES: readonly PaidFor[] = Object.keys(PRICES) as PaidFor[];

/** Dollars for a million findings, what is paid for by its name. */
export function dollarsByName({ findings, quantities }: Measured): Quantities {
  const dollars = QUANTITY_NAMES.map((name) => {
    return [name, (quantities[name] / findings) * PRICES[name].dollarsPerMillion] as const;
  });
  return Object.fromEntries(dollars) as Record<PaidFor, number>;
}

/** Dollars for a million findings, all that is paid for taken together. */
export function dollarsOf(measured: Measured): number {
  return Object.values(dollarsByName(measured)).reduce((sum, dollars) => sum + dollars, 0);
}

/** Dollars that Security Hub takes for the findings imported, for a million findings that came in. */
export function ingestionOf({ imported, findings }: Measured): number {
  return (imported / findings) * INGESTION.dollarsPerMillion;
}

/** What lies between two states of counters. */
export function difference(
  after: Readonly<Record<string, number>>,
  before: Readonly<Record<string, number>>,
): Readonly<Record<string, number>> {
  const left = Object.entries(after).map(([name, count]) => [name, count - (before[name] ?? 0)] as const);
  return Object.fromEntries(left.filter(([, count]) => count !== 0));
}
