import StatusIndicator, { type StatusIndicatorProps } from '@cloudscape-design/components/status-indicator';
import type { HandlingView } from '../../src/api/contract/handling.ts';
import type { HandlingState } from '../../src/core/handling/handling.ts';
import { useTexts } from '../texts/texts.ts';

const TYPES: Readonly<Record<HandlingState, StatusIndicatorProps.Type>> = {
  acknowledged: 'in-progress',
  resolved: 'success',
  'false-positive': 'stopped',
  'risk-accepted': 'pending',
};

/** What people have decided about an incident. */
export function HandlingText({ handling }: { readonly handling: HandlingView | undefined }) {
  const { handlings, unhandled } = useTexts().shared;
  if (handling?.state === undefined) return <StatusIndicator type="info">{unhandled}</StatusIndicator>;
  return <StatusIndicator type={TYPES[handling.state]}>{handlings[handling.state]}</StatusIndicator>;
}
