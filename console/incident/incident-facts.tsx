import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import CopyToClipboard from '@cloudscape-design/components/copy-to-clipboard';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import type { ReactNode } from 'react';
import type { HandlingView } from '../../src/api/contract/handling.ts';
import type { IncidentDetail } from '../../src/api/contract/incident.ts';
import { usePreferences } from '../preferences/preferences.tsx';
import { HandlingText } from '../shared/handling-text.tsx';
import { ruleAddress } from '../shared/page-addresses.ts';
import { PageLink } from '../shared/page-link.tsx';
import { SafeLink } from '../shared/safe-link.tsx';
import { TimeText, useNow } from '../shared/time-text.tsx';
import { visibleText } from '../shared/visible-text.ts';
import { useTexts } from '../texts/texts.ts';
import { durationText } from './duration-text.ts';

/** Which entity, whose hands it is in, and since when. */
export function IncidentFacts({ detail }: { readonly detail: IncidentDetail }) {
  const { incident: texts, shared } = useTexts();
  const { facts } = texts;
  const { incident } = detail;
  const { entity, handling, rule } = incident;
  const items: readonly { readonly label: string; readonly value: ReactNode }[] = [
    { label: facts.entity, value: <EntityText detail={detail} /> },
    { label: facts.account, value: entity.account ?? shared.none },
    { label: facts.region, value: entity.region ?? shared.none },
    { label: facts.handling, value: <HandlingFacts handling={handling} /> },
    { label: facts.assignee, value: visibleText(handling?.assignee ?? facts.nobody) },
    {
      label: facts.rule,
      value: <PageLink href={ruleAddress(rule.id)}>{facts.ruleVersion(rule.id, rule.version)}</PageLink>,
    },
    { label: facts.opened, value: <TimeText at={incident.openedAt} /> },
    incident.resolvedAt === undefined
      ? { label: facts.updated, value: <TimeText at={incident.updatedAt} /> }
      : { label: facts.resolved, value: <TimeText at={incident.resolvedAt} /> },
    { label: facts.openFor, value: <Age from={incident.openedAt} to={incident.resolvedAt} /> },
    {
      label: facts.observed,
      value: (
        <>
          <TimeText at={incident.firstObservedAt} isExact /> –{' '}
          <TimeText at={incident.lastObservedAt} isExact />
        </>
      ),
    },
    { label: facts.evidence, value: texts.history.evidence(incident.evidence) },
    { label: facts.id, value: <Copied text={incident.id} name={facts.id} /> },
  ];
  return (
    <Container header={<Header variant="h2">{facts.header}</Header>}>
      <KeyValuePairs columns={3} minColumnWidth={220} items={[...items]} />
    </Container>
  );
}

function EntityText({ detail: { incident, consoleUrl } }: { readonly detail: IncidentDetail }) {
  const { incident: texts } = useTexts();
  const { type, id } = incident.entity;
  return (
    <>
      <Box variant="span" color="text-body-secondary">
        {type}
      </Box>
      <Copied text={id} name={texts.facts.entity} />
      {consoleUrl !== undefined && <SafeLink href={consoleUrl}>{texts.inAwsConsole}</SafeLink>}
    </>
  );
}

function Copied({ text, name }: { readonly text: string; readonly name: string }) {
  const { incident } = useTexts();
  return (
    <div>
      <CopyToClipboard
        variant="inline"
        textToCopy={text}
        textToDisplay={<span className="incident-breakable">{visibleText(text)}</span>}
        copyButtonAriaLabel={incident.copy(name)}
        copySuccessText={incident.copied}
        copyErrorText={incident.copyFailed}
      />
    </div>
  );
}

function HandlingFacts({ handling }: { readonly handling: HandlingView | undefined }) {
  const { facts } = useTexts().incident;
  return (
    <>
      <HandlingText handling={handling} />
      {handling !== undefined && (
        <div>
          {facts.by(visibleText(handling.by))}, <TimeText at={handling.at} />
        </div>
      )}
      {handling?.until !== undefined && (
        <div>
          {facts.until} <TimeText at={handling.until} />
        </div>
      )}
      {handling?.reason !== undefined && (
        <div className="incident-text">
          {facts.reason}: {visibleText(handling.reason)}
        </div>
      )}
    </>
  );
}

function Age({ from, to }: { readonly from: string; readonly to: string | undefined }) {
  const { language } = usePreferences();
  const now = useNow();
  const end = to === undefined ? now : Date.parse(to);
  return durationText(Math.max(0, end - Date.parse(from)), language);
}
