import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { ReactNode } from 'react';
import type { IncidentRule } from '../../src/api/contract/incident.ts';
import { SafeLink } from '../shared/safe-link.tsx';
import { visibleText } from '../shared/visible-text.ts';
import { useTexts } from '../texts/texts.ts';

/** What the rule advises: what to do now, how to prevent it, and when it is no incident at all. */
export function GuidanceSection({ rule }: { readonly rule: IncidentRule | undefined }) {
  const { guidance } = useTexts().incident;
  if (rule === undefined) return <Box color="text-body-secondary">{guidance.unknownRule}</Box>;
  return (
    <SpaceBetween size="l">
      <Part title={guidance.remediation} text={rule.remediation} />
      <Part title={guidance.description} text={rule.description} />
      <Part title={guidance.prevention} text={rule.prevention} />
      <ListPart
        title={guidance.falsePositives}
        items={rule.falsePositives.map((text) => [text, visibleText(text)])}
      />
      <ListPart
        title={guidance.attack}
        items={rule.attack.map(({ id, name, url }) => [
          id,
          <SafeLink key={id} href={url}>
            {name === undefined ? id : `${id} ${name}`}
          </SafeLink>,
        ])}
      />
      <ListPart
        title={guidance.references}
        items={rule.references.map((href) => [
          href,
          <span key={href} className="incident-breakable">
            <SafeLink href={href}>{visibleText(href)}</SafeLink>
          </span>,
        ])}
      />
    </SpaceBetween>
  );
}

function Part({ title, text }: { readonly title: string; readonly text: string | undefined }) {
  if (text === undefined || text === '') return null;
  return (
    <Container header={<Header variant="h2">{title}</Header>}>
      <div className="incident-text">{visibleText(text)}</div>
    </Container>
  );
}

function ListPart({
  title,
  items,
}: {
  readonly title: string;
  readonly items: readonly (readonly [key: string, item: ReactNode])[];
}) {
  if (items.length === 0) return null;
  return (
    <Container header={<Header variant="h2">{title}</Header>}>
      <ul className="incident-list">
        {items.map(([key, item]) => (
          <li key={key}>{item}</li>
        ))}
      </ul>
    </Container>
  );
}
