import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { Health } from '../../src/api/contract/intake.ts';
import { usePreferences } from '../preferences/preferences.tsx';
import { countText, durationText } from '../shared/number-format.ts';
import { TimeText } from '../shared/time-text.tsx';
import { visibleText } from '../shared/visible-text.ts';
import { useTexts } from '../texts/texts.ts';

/** The server counts no further. */
const UNDELIVERED_COUNTED_MAX = 1000;

/** The server, its store, and whether something waits. */
export function ServerSummary({ health }: { readonly health: Health }) {
  const { health: texts } = useTexts();
  const { language } = usePreferences();
  const number = (count: number) => countText(count, language);
  const { store, incidents, runs, lagMs, undelivered, watching } = health;
  const lastImport = runs[0]?.endedAt;
  const upMs = Date.now() - Date.parse(health.startedAt);
  return (
    <Container header={<Header variant="h2">{texts.server}</Header>}>
      <KeyValuePairs
        columns={4}
        items={[
          {
            label: texts.lastImport,
            value: lastImport === undefined ? texts.noImport : <TimeText at={lastImport} />,
          },
          {
            label: texts.lag,
            value: (
              <>
                {lagMs === undefined ? texts.unknown : durationText(lagMs, language)}
                <Box variant="small" display="block">
                  {texts.lagHint}
                </Box>
              </>
            ),
          },
          {
            label: texts.undelivered,
            value:
              undelivered === 0 ? (
                <StatusIndicator type="success">{texts.delivered}</StatusIndicator>
              ) : (
                <StatusIndicator type="pending">
                  {undelivered < UNDELIVERED_COUNTED_MAX
                    ? texts.waiting(number(undelivered))
                    : texts.manyWaiting(number(undelivered))}
                </StatusIndicator>
              ),
          },
          {
            label: texts.incidents,
            value: texts.openAndResolved(number(incidents.open), number(incidents.resolved)),
          },
          {
            label: texts.store,
            value:
              store.kind === 'memory'
                ? texts.stores.memory
                : `${texts.stores[store.kind]}: ${visibleText(store.name)}`,
          },
          { label: texts.watching, value: visibleText(watching ?? texts.notWatching) },
          { label: texts.version, value: health.version },
          {
            label: texts.startedAt,
            value: (
              <>
                <TimeText at={health.startedAt} />
                <Box variant="small" display="block">
                  {texts.upFor(durationText(Math.max(0, upMs), language))}
                </Box>
              </>
            ),
          },
        ]}
      />
    </Container>
  );
}
