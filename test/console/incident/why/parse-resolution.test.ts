import { describe, expect, it } from 'vitest';
import { parseResolution } from '../../../../console/incident/why/parse-resolution.ts';
import type { FindingChange } from '../../../../src/core/correlation/finding-change.ts';
import { resolutionReason } from '../../../../src/core/correlation/resolution-reason.ts';
import { findingExample, signalExample } from '../incident-example.ts';

const signals = [signalExample({ findings: [findingExample({ id: 'a was withdrawn: b', title: 'Known' })] })];

function reasonOf(
  id: string,
  parts: object,
  productArn = 'arn:aws:securityhub:eu-west-1::product/x/y',
): string {
  const change = { next: { key: { productArn, id }, ...parts }, ended: [], withdrawn: [], ...parts };
  return resolutionReason(change as unknown as FindingChange);
}

describe('parseResolution', () => {
  it.each([
    ['withdrawn', { withdrawn: [{}], withdrawal: 'RecordState is ARCHIVED' }, 'RecordState is ARCHIVED'],
    ['changed', { withdrawn: [{}] }, undefined],
    ['relation', { ended: [{}] }, undefined],
    ['against', {}, undefined],
  ])('reads what the engine writes for %s', (ending, parts, reason) => {
    const resolution = reasonOf('a was withdrawn: b', parts);
    const parsed = parseResolution(resolution, signals);
    expect(parsed).toMatchObject({ isFinding: true, ending, source: 'Known' });
    expect(parsed.reason).toBe(reason);
  });

  it('names a finding that is not listed by its id, and other sources as they are named', () => {
    const resolution = reasonOf('other', { withdrawn: [{}] });
    expect(parseResolution(resolution, []).source).toBe('other');
    const item = reasonOf('i-0abc', { ended: [{}] }, 'config-item');
    expect(parseResolution(item, [])).toMatchObject({
      isFinding: false,
      source: 'i-0abc',
    });
  });

  it('leaves any other text as it is', () => {
    expect(parseResolution('by magic', [])).toEqual({ text: 'by magic' });
  });
});
