import Alert from '@cloudscape-design/components/alert';
import type { IntakeResult } from '../../src/api/contract/intake.ts';
import { usePreferences } from '../preferences/preferences.tsx';
import { countText } from '../shared/number-format.ts';
import { visibleText } from '../shared/visible-text.ts';
import { useTexts } from '../texts/texts.ts';
import { Equation } from './balance.tsx';

/** What became of a file with findings: the counts, and the first records that could not be read. */
export function PostedFindings({ name, result }: { readonly name: string; readonly result: IntakeResult }) {
  const { health } = useTexts();
  const { language } = usePreferences();
  const { counts, quarantined } = result;
  const header =
    counts.quarantined === 0
      ? health.sent(visibleText(name))
      : health.sentWithQuarantine(visibleText(name), countText(counts.quarantined, language));
  return (
    <Alert type={counts.quarantined === 0 ? 'success' : 'warning'} header={header}>
      <Equation counts={counts} />
      {quarantined.length > 0 && (
        <ul>
          {quarantined.map(({ place, reason }) => (
            <li key={place}>
              {visibleText(place)}: {visibleText(reason)}
            </li>
          ))}
        </ul>
      )}
    </Alert>
  );
}
