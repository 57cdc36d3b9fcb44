import { type Issue, quoted } from '../issue.ts';
import { compileMatchers } from '../pattern/compile-matchers.ts';
import type { AskedLeaf } from './asked-leaves.ts';
import { type Path, warning } from './lint-issue.ts';

const LEAVE_AWAY = 'leave it away: what is archived, resolved or suppressed never counts anyway';

/** Patterns that lose a finding as soon as somebody works on it, as those of EventBridge rules often do. */
export function lintWorkflow({ leaf }: AskedLeaf, place: Path): readonly Issue[] {
  const name = quoted(leaf.text);
  const { test, isAbsenceEnough } = compileMatchers(leaf.matchers);
  if (leaf.text === 'WorkflowState' && !isAbsenceEnough) {
    const message = `${name} is retired, and says nothing of what people do in Security Hub today`;
    return [warning('lint/workflow', place, message, LEAVE_AWAY)];
  }
  if (leaf.text !== 'Workflow.Status' || !test('NEW') || test('NOTIFIED')) return [];
  const message = `${name} passes \`NEW\` and not \`NOTIFIED\`, so that evidence is gone once somebody is told of it`;
  return [warning('lint/workflow', place, message, LEAVE_AWAY)];
}
