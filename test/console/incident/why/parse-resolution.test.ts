import { describe, expect, it } from 'vitest';
import { parseResolution } from '../../../../console/incident/why/parse-resolution.ts';
import type { FindingChange } from '../../../../src/core/correlation/finding-change.ts';
import { resolutionReason } from '../../../../src/core/correlation/resolution-reason.ts';
import { filingOf, pieceOf, relationOf } from '../../../store/store-world.ts';
import { findingExample, signalExample } from '../incident-example.ts';

const signals = [signalExample({ findings: [findingExample({ id: 'a was withdrawn: b', title: 'Known' })] })];

const FILINGS = [filingOf(pieceOf('a', 0, 1))];
const RELATIONS = [relationOf('i-0abc', 'sg-0abc')];

function reasonOf(
  id: string,
  { withdrawal, ...parts }: Partial<Pick<FindingChange, 'withdrawn' | 'ended'>> & { withdrawal?: string },
  productArn = 'arn:aws:securityhub:eu-west-1::product/x/y',
): string {
  const next = {
    ...{ key: { productArn, id }, order: '', isMatched: true, filings: [], relations: [] },
    ...(withdrawal !== undefined && { withdrawal }),
  };
  return resolutionReason({ next, filed: [], stated: [], ended: [], withdrawn: [], ...parts });
}

describe('parseResolution', () => {
  it.each([
    ['withdrawn', { withdrawn: FILINGS, withdrawal: 'RecordState is ARCHIVED' }, 'RecordState is ARCHIVED'],
    ['changed', { withdrawn: FILINGS }, undefined],
    ['relation', { ended: RELATIONS }, undefined],
    ['against', {}, undefined],
  ])('reads what the engine writes for %s', (ending, parts, reason) => {
    const resolution = reasonOf('a was withdrawn: b', parts);
    const parsed = parseResolution(resolution, signals);
    expect(parsed).toMatchObject({ isFinding: true, ending, source: 'Known' });
    expect(parsed.reason).toBe(reason);
  });

  it('names a finding that is not listed by its id, and other sources as they are named', () => {
    const resolution = reasonOf('other', { withdrawn: FILINGS });
    expect(parseResolution(resolution, []).source).toBe('other');
    const item = reasonOf('i-0abc', { ended: RELATIONS }, 'config-item');
    expect(parseResolution(item, [])).toMatchObject({
      isFinding: false,
      source: 'i-0abc',
    });
  });

  it('leaves any other text as it is', () => {
    expect(parseResolution('by magic', [])).toEqual({ text: 'by magic' });
  });
});
