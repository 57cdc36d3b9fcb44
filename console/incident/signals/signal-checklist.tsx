import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import type { IncidentDetail, IncidentRule } from '../../../src/api/contract/incident.ts';
import { usePreferences } from '../../preferences/preferences.tsx';
import { useTexts } from '../../texts/texts.ts';
import { durationText } from '../duration-text.ts';
import { groupSignals, type SignalGroup } from '../signal-groups.ts';
import { SignalSection } from './signal-section.tsx';

/** The signals of the rule, by the part that they play, with how each stands. */
export function SignalChecklist({ detail: { rule, signals } }: { readonly detail: IncidentDetail }) {
  const { signals: texts } = useTexts().incident;
  const { language } = usePreferences();
  const [expanded, setExpanded] = useState<ReadonlySet<string>>(new Set());
  const isAll = signals.every(({ name }) => expanded.has(name));
  const change = (name: string, isExpanded: boolean) =>
    setExpanded((before) => {
      const next = new Set(before);
      if (isExpanded) next.add(name);
      else next.delete(name);
      return next;
    });
  return (
    <Container
      header={
        <Header
          variant="h2"
          description={
            rule === undefined ? texts.ruleUnknown : texts.description(durationText(rule.withinMs, language))
          }
          actions={
            <Button onClick={() => setExpanded(new Set(isAll ? [] : signals.map(({ name }) => name)))}>
              {isAll ? texts.collapseAll : texts.expandAll}
            </Button>
          }
        >
          {texts.header}
        </Header>
      }
    >
      <SpaceBetween size="l">
        {rule?.order !== undefined && <Order names={rule.order} />}
        {groupSignals(signals, rule).map((group) => (
          <Group key={group.role} {...{ group, expanded, change }} />
        ))}
      </SpaceBetween>
    </Container>
  );
}

function Order({ names }: { readonly names: NonNullable<IncidentRule['order']> }) {
  const { signals: texts } = useTexts().incident;
  return (
    <Box>
      {texts.order} <Box variant="code">{names.join(' → ')}</Box>
    </Box>
  );
}

function Group({
  group,
  expanded,
  change,
}: {
  readonly group: SignalGroup;
  readonly expanded: ReadonlySet<string>;
  readonly change: (name: string, isExpanded: boolean) => void;
}) {
  const { signals: texts } = useTexts().incident;
  const { role, signals, met, needed } = group;
  return (
    <div>
      <Box variant="h3" padding={{ bottom: 'xxs' }}>
        {role === 'any' ? texts.anyNeeded(needed, signals.length) : texts.roles[role]}
        {role !== 'unless' && (
          <Box variant="span" color="text-body-secondary">
            {' – '}
            {texts.groupStands(met, needed, signals.length)}
          </Box>
        )}
      </Box>
      {signals.map((signal) => (
        <SignalSection
          key={signal.name}
          signal={signal}
          isExpanded={expanded.has(signal.name)}
          change={(isExpanded) => change(signal.name, isExpanded)}
        />
      ))}
    </div>
  );
}
