import { describe, expect, it } from 'vitest';
import type { Filing } from '../../../src/core/correlation/evidence.ts';
import type { FindingChange } from '../../../src/core/correlation/finding-change.ts';
import { resolutionReason } from '../../../src/core/correlation/resolution-reason.ts';
import type { Entity, Relation } from '../../../src/core/entity/entity.ts';
import type { Instant } from '../../../src/core/instant.ts';

const INSTANCE: Entity = { type: 'AwsEc2Instance', key: 'instance' };
const GROUP: Entity = { type: 'AwsEc2SecurityGroup', key: 'group' };
const RELATION: Relation = { ends: [INSTANCE, GROUP] };
const AT = 0 as Instant;
const FILING: Filing = {
  key: { rule: 'rule', signal: 'signal', entity: 'instance' },
  entity: INSTANCE,
  evidence: {
    finding: { productArn: 'product', id: 'f-1' },
    title: '',
    kind: 'condition',
    from: AT,
    to: AT,
    lastObserved: AT,
  },
};

function change(productArn: string, more: Partial<FindingChange>, withdrawal?: string): FindingChange {
  const key = { productArn, id: 'f-1' };
  const next = { key, order: '', isMatched: true, filings: [], relations: [] };
  const all = { filed: [], withdrawn: [], stated: [], ended: [] };
  return { next: withdrawal === undefined ? next : { ...next, withdrawal }, ...all, ...more };
}

describe('resolutionReason', () => {
  it.each([
    [
      'a withdrawal',
      change('product', { withdrawn: [FILING] }, 'passed'),
      'finding f-1 was withdrawn: passed',
    ],
    [
      'a change',
      change('product', { withdrawn: [FILING] }),
      'finding f-1 changed and no longer says the same',
    ],
    [
      'a relation that ends, though the finding that stated it is withdrawn as well',
      change('product', { ended: [RELATION] }, 'archived'),
      'finding f-1 no longer states a relation that the incident rested on',
    ],
    [
      'a relation that a Config item no longer states',
      change('config-item', { ended: [RELATION] }),
      'Config item f-1 no longer states a relation that the incident rested on',
    ],
    [
      'a relation that a GuardDuty event adds to too many',
      change('guardduty-event', { stated: [RELATION] }),
      'GuardDuty event f-1 now speaks against the correlation',
    ],
    [
      'evidence for `unless`',
      change('product', { filed: [FILING] }),
      'finding f-1 now speaks against the correlation',
    ],
  ])('names %s', (_, each, words) => {
    expect(resolutionReason(each)).toBe(words);
  });
});
