import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkVectors } from '../../../conformance/check-vectors.ts';

const FILE = new URL('../../../conformance/event-pattern-vectors.ndjson', import.meta.url);

describe('conformance with aws/event-ruler', () => {
  it('agrees with every vector', () => {
    const { total, disagreements } = checkVectors(readFileSync(FILE, 'utf8'));
    expect(total).toBeGreaterThan(3000);
    expect(disagreements).toEqual([]);
  });

  it.each([
    ['a wrong match', '{"pattern":{"a":[1]},"event":{"a":2},"matches":true}', 'true', 'false'],
    ['a wrong refusal', '{"pattern":{"a":[1]},"event":{"a":1},"error":"no"}', 'error', 'true'],
    ['a missing refusal', '{"pattern":{"a":1},"event":{"a":1},"matches":true}', 'true', 'error'],
    ['a line that is no vector', '{"pattern":{}}', 'a vector', 'something else'],
    ['a line that is no JSON', '{"pattern"', 'a vector', 'something else'],
  ])('reports %s with its line', (_, line, expected, got) => {
    const { total, disagreements } = checkVectors(`\n${line}\n`);
    expect(total).toBe(1);
    expect(disagreements).toMatchObject([{ line: 2, expected, got }]);
  });
});
