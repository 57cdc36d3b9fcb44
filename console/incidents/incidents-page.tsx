import Header from '@cloudscape-design/components/header';
import Table from '@cloudscape-design/components/table';
import { useAnswer } from '../api/queries.ts';
import { useTexts } from '../texts/texts.ts';

/** The list of incidents. */
export function IncidentsPage() {
  const { frame } = useTexts();
  const { data } = useAnswer('incidents', { query: { limit: 50 } });
  return (
    <Table
      header={<Header counter={`(${data?.count ?? 0})`}>{frame.incidents}</Header>}
      items={[...(data?.incidents ?? [])]}
      columnDefinitions={[
        { id: 'severity', header: 'Severity', cell: ({ severity }) => severity },
        { id: 'title', header: 'Title', cell: ({ title }) => title },
      ]}
    />
  );
}
