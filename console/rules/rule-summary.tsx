import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import type { RuleDetail } from '../../src/api/contract/rules.ts';
import { usePreferences } from '../preferences/preferences.tsx';
import { incidentsAddress } from '../shared/incidents-address.ts';
import { countText } from '../shared/number-format.ts';
import { PageLink } from '../shared/page-link.tsx';
import { TimeText } from '../shared/time-text.tsx';
import { visibleText } from '../shared/visible-text.ts';
import { useTexts } from '../texts/texts.ts';
import { AttackLinks } from './attack-links.tsx';

/** How a rule is doing, and what it is about, at a glance. */
export function RuleSummary({ detail: { rule, file } }: { readonly detail: RuleDetail }) {
  const { rules, shared } = useTexts();
  const { language } = usePreferences();
  const listed = (status: 'open' | 'resolved', count: number) => (
    <PageLink
      href={incidentsAddress({ status, rule: rule.id })}
      label={`${rules[status]}: ${countText(count, language)}`}
    >
      {countText(count, language)}
    </PageLink>
  );
  return (
    <Container header={<Header variant="h2">{rules.summary}</Header>}>
      <KeyValuePairs
        columns={4}
        items={[
          { label: rules.open, value: listed('open', rule.open) },
          { label: rules.resolved, value: listed('resolved', rule.resolved) },
          {
            label: rules.lastFired,
            value: rule.lastFiredAt === undefined ? rules.neverFired : <TimeText at={rule.lastFiredAt} />,
          },
          { label: rules.entityType, value: rule.entity },
          { label: rules.requires, value: visibleText(rule.requires.join(', ')) || shared.none },
          {
            label: rules.attack,
            value: rule.attack.length === 0 ? shared.none : <AttackLinks attack={rule.attack} hasNames />,
          },
          { label: rules.version, value: String(rule.version) },
          { label: rules.file, value: visibleText(file) },
        ]}
      />
    </Container>
  );
}
