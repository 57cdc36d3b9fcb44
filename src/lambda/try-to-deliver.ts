import { ImportDeniedError } from '../sink/security-hub/import-findings.ts';
import type { Telemetry } from './telemetry.ts';

/**
 * False when something could not be delivered, which is counted and told: it has been noted with its incident, and the
 * next invocation of reconcile tries it again.
 */
export async function tryToDeliver(deliver: () => Promise<void>, telemetry: Telemetry): Promise<boolean> {
  try {
    await deliver();
    return true;
  } catch (error) {
    countFailure(error, telemetry);
    telemetry.error('incidents are not delivered yet; reconcile tries again', error);
    return false;
  }
}

/** Counts a delivery that failed, and apart from others one that somebody has to allow first. */
export function countFailure(error: unknown, { count }: Telemetry): void {
  count('importFailures');
  if (error instanceof ImportDeniedError) count('importDenied');
}
