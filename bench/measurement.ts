/** What one run cost, start-up excluded: milliseconds by the clock and of processor time over all threads. */
export interface Measurement {
  readonly wallMs: number;
  readonly cpuMs: number;
}

/** Starts measuring this process; the function that comes back says what it has cost since. */
export function startMeasurement(): () => Measurement {
  const cpuBefore = process.cpuUsage();
  const wallBefore = performance.now();
  return () => {
    const wallMs = performance.now() - wallBefore;
    const { user, system } = process.cpuUsage(cpuBefore);
    return { wallMs, cpuMs: (user + system) / 1000 };
  };
}

/** Hands the result of a worker to the process that started it: one line of JSON on stdout. */
export function report(result: object): void {
  process.stdout.write(`${JSON.stringify(result)}\n`);
}
