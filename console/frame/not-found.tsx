import ContentLayout from '@cloudscape-design/components/content-layout';
import Header from '@cloudscape-design/components/header';
import { PageLink } from '../shared/page-link.tsx';
import { useTexts } from '../texts/texts.ts';

/** What stands where no page is. */
export function NotFound() {
  const { frame, incident } = useTexts();
  return (
    <ContentLayout header={<Header variant="h1">{frame.notFound}</Header>}>
      <PageLink href="/incidents">{incident.back}</PageLink>
    </ContentLayout>
  );
}
