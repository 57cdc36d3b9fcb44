import './incident.css';
import Alert from '@cloudscape-design/components/alert';
import ContentLayout from '@cloudscape-design/components/content-layout';
import Header from '@cloudscape-design/components/header';
import { useParams } from 'wouter';
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
  const data = result.data?.incident.id === id ? result.data : undefined;
  usePageTitle(data?.incident.title);
  if (result.error?.status === 404) return <NoIncident />;
  return (
    <Loaded result={{ ...result, data }}>{(detail) => <IncidentView key={id} detail={detail} />}</Loaded>
  );
}

function NoIncident() {
  const { incident } = useTexts();
  return (
    <ContentLayout header={<Header variant="h1">{incident.unknown}</Header>}>
      <Alert type="warning" action={<PageLink href="/incidents">{incident.back}</PageLink>}>
        {incident.unknownHint}
      </Alert>
    </ContentLayout>
  );
}
