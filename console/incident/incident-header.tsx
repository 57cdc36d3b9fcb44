import Button from '@cloudscape-design/components/button';
import CopyToClipboard from '@cloudscape-design/components/copy-to-clipboard';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import type { IncidentDetail } from '../../src/api/contract/incident.ts';
import { useAnswer } from '../api/queries.ts';
import { HandlingDialog } from '../handling/handling-dialog.tsx';
import type { HandlingActionName } from '../handling/handling-draft.ts';
import { HandlingMenu } from '../handling/handling-menu.tsx';
import { HandlingText } from '../shared/handling-text.tsx';
import { incidentAddress } from '../shared/page-addresses.ts';
import { SeverityBadge } from '../shared/severity-badge.tsx';
import { StatusText } from '../shared/status-text.tsx';
import { visibleText } from '../shared/visible-text.ts';
import { useTexts } from '../texts/texts.ts';

/** What the incident is called, how it stands, and what can be done about it. */
export function IncidentHeader({ detail: { incident } }: { readonly detail: IncidentDetail }) {
  return (
    <Header
      variant="h1"
      actions={<Actions id={incident.id} />}
      description={
        <SpaceBetween direction="horizontal" size="m" alignItems="center">
          <SeverityBadge severity={incident.severity} />
          <StatusText status={incident.status} />
          <HandlingText handling={incident.handling} />
        </SpaceBetween>
      }
    >
      {visibleText(incident.title)}
    </Header>
  );
}

/** What is asked for most has a button of its own. */
const BUTTONS: readonly HandlingActionName[] = ['acknowledge', 'assign', 'note'];

function Actions({ id }: { readonly id: string }) {
  const { incident, handling } = useTexts();
  const [asked, setAsked] = useState<HandlingActionName>();
  const canHandle = useAnswer('session').data?.canHandle ?? true;
  return (
    <SpaceBetween direction="horizontal" size="xs">
      <CopyToClipboard
        variant="icon"
        textToCopy={`${location.origin}${incidentAddress(id)}`}
        copyButtonAriaLabel={incident.copyLink}
        copySuccessText={incident.linkCopied}
        copyErrorText={incident.copyFailed}
      />
      {BUTTONS.map((action) => (
        <Button
          key={action}
          disabled={!canHandle}
          disabledReason={handling.readOnly}
          onClick={() => setAsked(action)}
        >
          {handling.actions[action]}
        </Button>
      ))}
      <HandlingMenu ids={[id]} variant="primary" />
      {asked && <HandlingDialog action={asked} ids={[id]} close={() => setAsked(undefined)} />}
    </SpaceBetween>
  );
}
