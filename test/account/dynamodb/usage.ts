/** Capacity and number of requests. */
export interface OperationUsage {
  readonly requests: number;
  readonly writeUnits: number;
  readonly readUnits: number;
}

/** What a database has been asked for since it was started, or since `reset`. */
export interface Usage {
  readonly writeUnits: number;
  readonly readUnits: number;
  readonly requestsByOperation: Readonly<Record<string, number>>;
  readonly byOperation: Readonly<Record<string, OperationUsage>>;
}

/** Counts requests and the capacity that they use up. */
export class UsageMeter {
  readonly #byOperation = new Map<string, OperationUsage>();

  countRequest(operation: string): void {
    this.#add(operation, { requests: 1, writeUnits: 0, readUnits: 0 });
  }

  countWrite(operation: string, writeUnits: number): void {
    this.#add(operation, { requests: 0, writeUnits, readUnits: 0 });
  }

  countRead(operation: string, readUnits: number): void {
    this.#add(operation, { requests: 0, writeUnits: 0, readUnits });
  }

  reset(): void {
    this.#byOperation.clear();
  }

  usage(): Usage {
    const all = [...this.#byOperation];
    return {
      writeUnits: all.reduce((sum, [, { writeUnits }]) => sum + writeUnits, 0),
      readUnits: all.reduce((sum, [, { readUnits }]) => sum + readUnits, 0),
      requestsByOperation: Object.fromEntries(all.map(([operation, { requests }]) => [operation, requests])),
      byOperation: Object.fromEntries(all),
    };
  }

  #add(operation: string, more: OperationUsage): void {
    const { requests = 0, writeUnits = 0, readUnits = 0 } = this.#byOperation.get(operation) ?? {};
    this.#byOperation.set(operation, {
      requests: requests + more.requests,
      writeUnits: writeUnits + more.writeUnits,
      readUnits: readUnits + more.readUnits,
    });
  }
}
