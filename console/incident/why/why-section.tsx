import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import { Fragment } from 'react';
import type { IncidentDetail } from '../../../src/api/contract/incident.ts';
import { usePreferences } from '../../preferences/preferences.tsx';
import { visibleText } from '../../shared/visible-text.ts';
import { useTexts } from '../../texts/texts.ts';
import type { WhyPart } from './why-facts.ts';
import { whySentence } from './why-sentence.ts';

/** In one sentence, why this is an incident. */
export function WhySection({ detail }: { readonly detail: IncidentDetail }) {
  const { incident } = useTexts();
  const { language } = usePreferences();
  return (
    <Container header={<Header variant="h2">{incident.why}</Header>}>
      <Box variant="p" fontSize="heading-s" padding="n">
        {whySentence(detail, language).map((part, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts are in an order and have no state
          <Fragment key={index}>{shown(part)}</Fragment>
        ))}
      </Box>
    </Container>
  );
}

function shown(part: WhyPart) {
  return typeof part === 'string' ? visibleText(part) : <Box variant="code">{part.name}</Box>;
}
