import { describe, expect, it } from 'vitest';
import { withdrawalOf } from '../../../src/core/finding/withdrawal.ts';
import { type FindingOverrides, makeFinding } from '../../fixtures/make-finding.ts';

describe('withdrawalOf', () => {
  it.each<[string, FindingOverrides]>([
    ['archived', { RecordState: 'ARCHIVED' }],
    ['resolved', { Workflow: { Status: 'RESOLVED' } }],
    ['suppressed', { Workflow: { Status: 'SUPPRESSED' } }],
    ['false positive', { VerificationState: 'FALSE_POSITIVE' }],
    ['passed', { Compliance: { Status: 'PASSED' } }],
    ['not available', { Compliance: { Status: 'NOT_AVAILABLE' } }],
    ['archived', { RecordState: 'ARCHIVED', Compliance: { Status: 'NOT_AVAILABLE' } }],
    ['resolved', { Workflow: { Status: 'RESOLVED' }, Compliance: { Status: 'PASSED' } }],
  ])('%s: %j', (reason, overrides) => expect(withdrawalOf(makeFinding(overrides))).toBe(reason));

  it.each<[FindingOverrides]>([
    [{}],
    [{ RecordState: 'ACTIVE', Workflow: { Status: 'NEW' } }],
    [{ Workflow: { Status: 'NOTIFIED' } }],
    [{ VerificationState: 'BENIGN_POSITIVE' }],
    [{ VerificationState: 'TRUE_POSITIVE' }],
    [{ Compliance: { Status: 'FAILED' } }],
    [{ Compliance: { Status: 'WARNING' } }],
    [{ WorkflowState: 'RESOLVED' }],
    [{ RecordState: 'archived' }],
    [{ RecordState: ['ARCHIVED'], Workflow: 'RESOLVED', Compliance: ['PASSED'], VerificationState: null }],
    [{ RecordState: undefined, Workflow: undefined, Compliance: undefined }],
  ])('open: %j', (overrides) => expect(withdrawalOf(makeFinding(overrides))).toBeUndefined());
});
