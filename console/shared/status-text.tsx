import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { IncidentStatus } from '../../src/core/correlation/incident.ts';
import { useTexts } from '../texts/texts.ts';

/** Whether an incident is open. */
export function StatusText({ status }: { readonly status: IncidentStatus }) {
  const { statuses } = useTexts().shared;
  return <StatusIndicator type={status === 'open' ? 'error' : 'success'}>{statuses[status]}</StatusIndicator>;
}
