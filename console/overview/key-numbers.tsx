import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import Grid from '@cloudscape-design/components/grid';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import Link from '@cloudscape-design/components/link';
import { useLocation } from 'wouter';
import type { Overview } from '../../src/api/contract/overview.ts';
import { usePreferences } from '../preferences/preferences.tsx';
import { incidentsAddress } from '../shared/incidents-address.ts';
import { countText, durationText } from '../shared/number-format.ts';
import { useTexts } from '../texts/texts.ts';

const OPEN = incidentsAddress({ status: 'open' });
const UNHANDLED = incidentsAddress({ status: 'open', handling: '' });
const RESOLVED = incidentsAddress({ status: 'resolved' });

const COLUMNS = [{ colspan: { default: 12, s: 7 } }, { colspan: { default: 12, s: 5 } }];

/** The numbers that somebody looks at first, each with the way to the incidents behind it. */
export function KeyNumbers({ overview }: { readonly overview: Overview }) {
  const { overview: texts } = useTexts();
  const { language } = usePreferences();
  const { open, unhandled, resolved, timeToResolve: times } = overview;
  const number = (label: string, value: string | undefined, href: string, hint?: string) => ({
    label,
    value: <KeyNumber label={label} value={value} href={href} hint={hint} />,
  });
  const hint =
    times === undefined ? texts.noneResolved : texts.resolvedInRange(countText(times.count, language));
  const duration = (ms: number | undefined) => (ms === undefined ? undefined : durationText(ms, language));
  return (
    <Container header={<Header variant="h2">{texts.numbers}</Header>}>
      <Grid gridDefinition={COLUMNS}>
        <KeyValuePairs
          columns={3}
          minColumnWidth={120}
          items={[
            number(texts.open, countText(open, language), OPEN),
            number(texts.unhandled, countText(unhandled, language), UNHANDLED, texts.unhandledHint),
            number(texts.resolved, countText(resolved, language), RESOLVED),
          ]}
        />
        <KeyValuePairs
          columns={2}
          minColumnWidth={150}
          items={[
            number(texts.median, duration(times?.medianMs), RESOLVED, hint),
            number(texts.p90, duration(times?.p90Ms), RESOLVED, hint),
          ]}
        />
      </Grid>
    </Container>
  );
}

function KeyNumber({
  label,
  value,
  href,
  hint,
}: {
  readonly label: string;
  readonly value: string | undefined;
  readonly href: string;
  readonly hint: string | undefined;
}) {
  const [, navigate] = useLocation();
  const { none } = useTexts().shared;
  return (
    <>
      {value === undefined ? (
        <Box fontSize="display-l">{none}</Box>
      ) : (
        <Link
          variant="awsui-value-large"
          href={href}
          ariaLabel={`${label}: ${value}`}
          onFollow={(event) => {
            event.preventDefault();
            navigate(href);
          }}
        >
          {value}
        </Link>
      )}
      {hint !== undefined && (
        <Box variant="small" display="block" margin={{ top: 'xs' }}>
          {hint}
        </Box>
      )}
    </>
  );
}
