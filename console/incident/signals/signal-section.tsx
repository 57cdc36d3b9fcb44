import Box from '@cloudscape-design/components/box';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator, { type StatusIndicatorProps } from '@cloudscape-design/components/status-indicator';
import type { IncidentSignalView } from '../../../src/api/contract/incident.ts';
import { visibleText } from '../../shared/visible-text.ts';
import { type Texts, useTexts } from '../../texts/texts.ts';
import { FindingsTable } from '../findings/findings-table.tsx';
import { RuleLines } from './rule-lines.tsx';

/** One signal: how it stands, and expanded its findings and the lines of the rule that ask for it. */
export function SignalSection({
  signal,
  isExpanded,
  change,
}: {
  readonly signal: IncidentSignalView;
  readonly isExpanded: boolean;
  readonly change: (isExpanded: boolean) => void;
}) {
  const { signals: texts } = useTexts().incident;
  const { name, count, required, role, findings, on, distinct } = signal;
  const { type, text } = standing(signal, texts);
  const [latest] = findings;
  const about = [
    role === 'unless' ? undefined : texts.counts(count, required),
    on && texts.on(on),
    distinct && texts.distinct(distinct),
    latest && visibleText(latest.title),
  ];
  return (
    <ExpandableSection
      variant="default"
      headingTagOverride="h4"
      expanded={isExpanded}
      onChange={({ detail }) => change(detail.expanded)}
      headerText={
        <>
          <Box variant="code" fontSize="heading-s">
            {name}
          </Box>{' '}
          <StatusIndicator type={type}>{text}</StatusIndicator>
        </>
      }
      headerAriaLabel={`${name}: ${text}`}
      headerDescription={about.filter((part) => part !== undefined).join(' · ')}
    >
      {isExpanded && <SignalBody signal={signal} />}
    </ExpandableSection>
  );
}

function SignalBody({ signal }: { readonly signal: IncidentSignalView }) {
  const { signals: texts } = useTexts().incident;
  const { name, lines, findings, count } = signal;
  return (
    <SpaceBetween size="m">
      {findings.length === 0 ? (
        <Box color="text-body-secondary">{texts.noFindings}</Box>
      ) : (
        <FindingsTable
          label={name}
          rows={findings.map((finding) => ({ finding, signals: [name] }))}
          pageSize={10}
        />
      )}
      {count > findings.length && findings.length >= LISTED && (
        <Box color="text-body-secondary">{texts.listed(findings.length, count)}</Box>
      )}
      {lines !== undefined && <RuleLines signal={name} lines={lines} />}
    </SpaceBetween>
  );
}

/** An incident lists so many findings of a signal. */
const LISTED = 100;

function standing(
  { role, satisfied }: IncidentSignalView,
  texts: Texts['incident']['signals'],
): { readonly type: StatusIndicatorProps.Type; readonly text: string } {
  if (role === 'unless') {
    return satisfied
      ? { type: 'warning', text: texts.blocks }
      : { type: 'success', text: texts.doesNotBlock };
  }
  if (role === 'optional') {
    return satisfied
      ? { type: 'success', text: texts.optionalMet }
      : { type: 'stopped', text: texts.optionalNotMet };
  }
  return satisfied ? { type: 'success', text: texts.met } : { type: 'stopped', text: texts.notMet };
}
