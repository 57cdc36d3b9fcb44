import { describe, expect, it } from 'vitest';
import { findingRows } from '../../../../console/incident/findings/finding-rows.ts';
import { findingExample } from '../incident-example.ts';

describe('findingRows', () => {
  it('lists a finding once, with all signals that it counts for', () => {
    const both = findingExample({ id: 'both' });
    const rows = findingRows([
      { name: 'a', findings: [both, findingExample({ id: 'a-only' })] },
      { name: 'b', findings: [both, findingExample({ id: 'both', productArn: 'another' })] },
    ]);
    expect(rows.map(({ finding, signals }) => [finding.id, signals])).toEqual([
      ['both', ['a', 'b']],
      ['a-only', ['a']],
      ['both', ['b']],
    ]);
  });
});
