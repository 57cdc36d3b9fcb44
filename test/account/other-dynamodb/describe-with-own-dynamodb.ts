import { describe } from 'vitest';
import { NEEDS_OWN_DYNAMODB, otherEndpoint } from './other-dynamodb.ts';

/**
 * As `describe`, for tests that need the DynamoDB of their own, for its faults, its clock or its time to live: where the
 * environment names another one they are skipped, and a line says so.
 */
export function describeWithOwnDynamoDb(name: string, body: () => void): void {
  const isSkipped = otherEndpoint() !== undefined;
  if (isSkipped) console.log(`skipped: ${name}: ${NEEDS_OWN_DYNAMODB}`);
  describe.skipIf(isSkipped)(name, body);
}
