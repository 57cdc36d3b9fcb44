import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { ReactNode } from 'react';
import type { RuleDetail } from '../../src/api/contract/rules.ts';
import { SafeLink } from '../shared/safe-link.tsx';
import '../shared/lines-kept.css';
import { visibleText } from '../shared/visible-text.ts';
import { useTexts } from '../texts/texts.ts';

/** Why a rule matters, what to do, and where to read on. */
export function RuleAbout({ detail }: { readonly detail: RuleDetail }) {
  const { rules } = useTexts();
  const { description, remediation, prevention, references } = detail;
  return (
    <Container header={<Header variant="h2">{rules.about}</Header>}>
      <SpaceBetween size="m">
        <Part title={rules.why}>{visibleText(description)}</Part>
        {remediation !== undefined && <Part title={rules.remediation}>{visibleText(remediation)}</Part>}
        {prevention !== undefined && <Part title={rules.prevention}>{visibleText(prevention)}</Part>}
        {references.length > 0 && (
          <Part title={rules.references}>
            {references.map((reference) => (
              <div key={reference}>
                <SafeLink href={reference}>{visibleText(reference)}</SafeLink>
              </div>
            ))}
          </Part>
        )}
      </SpaceBetween>
    </Container>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <div>
      <Box variant="h3">{title}</Box>
      <Box variant="div" className="lines-kept">
        {children}
      </Box>
    </div>
  );
}
