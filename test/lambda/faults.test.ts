import { expect, it } from 'vitest';
import { describeWithOwnDynamoDb } from '../account/other-dynamodb/describe-with-own-dynamodb.ts';
import { runWithFaults } from './fault-run.ts';

/** More of them: `npm run faults -- --seeds 2000`. */
const SEEDS = Array.from({ length: 12 }, (_, index) => index + 1);

describeWithOwnDynamoDb('the pipeline, when much goes wrong', () => {
  it.each(SEEDS)('comes to what a replay comes to, nothing lost, nothing double: seed %i', async (seed) => {
    const { wrongs, deliveries } = await runWithFaults({ seed });
    expect(wrongs).toEqual([]);
    expect(deliveries).toBeGreaterThan(5);
  });
});
