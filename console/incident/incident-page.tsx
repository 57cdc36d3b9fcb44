import './incident.css';
import Alert from '@cloudscape-design/components/alert';
import { useParams } from 'wouter';
import type { IncidentDetail } from '../../src/api/contract/incident.ts';
import { useAnswer } from '../api/queries.ts';
import { usePageTitle } from '../frame/page-slots.tsx';
import { Loaded } from '../shared/loaded.tsx';
import { PageLink } from '../shared/page-link.tsx';
import { useTexts } from '../texts/texts.ts';
import { IncidentView } from './incident-view.tsx';

/** The page about one incident. */
export function IncidentPage() {
  const { id = '' } = useParams();
  const result = useAnswer('incident', { id });
  // What was shown before must not pass for another incident.
  const isOther = result.data !== undefined && result.data.incident.id !== id;
  if (result.error?.status === 404) return <NoIncident />;
  return (
    <Loaded result={isOther ? { ...result, data: undefined } : result}>
      {(detail) => <Titled key={id} detail={detail} />}
    </Loaded>
  );
}

function Titled({ detail }: { readonly detail: IncidentDetail }) {
  usePageTitle(detail.incident.title);
  return <IncidentView detail={detail} />;
}

function NoIncident() {
  const { incident } = useTexts();
  return (
    <Alert
      type="warning"
      header={incident.unknown}
      action={<PageLink href="/incidents">{incident.back}</PageLink>}
    >
      {incident.unknownHint}
    </Alert>
  );
}
