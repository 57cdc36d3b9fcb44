import { describe, expect, it } from 'vitest';
import type { Json } from '../../../src/core/json.ts';
import { inShort, lintOne } from './lint-one.ts';

const LEAVE_AWAY = 'leave it away: what is archived, resolved or suppressed never counts anyway';

describe('patterns that lose a finding when somebody works on it', () => {
  it.each<[string, Json, string]>([
    ['new ones alone', { Workflow: { Status: ['NEW'] } }, `warning Workflow/Status | ${LEAVE_AWAY}`],
    [
      'all but what was told',
      { Workflow: { Status: [{ 'anything-but': ['NOTIFIED'] }] } },
      `warning Workflow/Status | ${LEAVE_AWAY}`,
    ],
    ['the retired member', { WorkflowState: ['NEW'] }, `warning WorkflowState | ${LEAVE_AWAY}`],
  ])('%s', (_name, pattern, expected) =>
    expect(lintOne('lint/workflow', pattern).map(inShort)).toEqual([expected]),
  );

  it.each<[string, Json]>([
    ['both', { Workflow: { Status: ['NEW', 'NOTIFIED'] } }],
    ['what was told alone', { Workflow: { Status: ['NOTIFIED'] } }],
    ['what is withdrawn', { Workflow: { Status: ['RESOLVED'] } }],
    ['no retired member', { WorkflowState: [{ exists: false }] }],
  ])('%s: nothing', (_name, pattern) => expect(lintOne('lint/workflow', pattern)).toEqual([]));
});
