import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import LiveRegion from '@cloudscape-design/components/live-region';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { WouldHaveFired } from '../../src/api/contract/rules.ts';
import { usePreferences } from '../preferences/preferences.tsx';
import { countText } from '../shared/number-format.ts';
import { useTexts } from '../texts/texts.ts';
import { TrialIncidents } from './trial-incidents.tsx';

/** What an edited rule would have done, beside what the rule comes to as it runs now. */
export function TrialResult({ result }: { readonly result: WouldHaveFired }) {
  const { trial } = useTexts();
  const { language } = usePreferences();
  const { issues, findings, count, countNow } = result;
  if (issues.some(({ level }) => level === 'error')) return <Alert type="warning">{trial.notTried}</Alert>;
  if (findings === 0) return <Alert type="warning">{trial.noFindings}</Alert>;
  const number = (value: number) => countText(value, language);
  const edited = `${number(count)}${countNow === undefined ? '' : ` (${differenceText(count - countNow)})`}`;
  return (
    <SpaceBetween size="m">
      <KeyValuePairs
        columns={3}
        ariaLabel={trial.result}
        items={[
          {
            label: trial.findings,
            value: (
              <>
                {number(findings)}
                <Box variant="small" display="block">
                  {trial.findingsHint}
                </Box>
              </>
            ),
          },
          { label: trial.countNow, value: countNow === undefined ? trial.newRule : number(countNow) },
          { label: trial.countEdited, value: edited },
        ]}
      />
      <LiveRegion hidden>{`${trial.countEdited}: ${edited}`}</LiveRegion>
      <TrialIncidents incidents={result.incidents} count={count} />
    </SpaceBetween>
  );

  function differenceText(difference: number): string {
    if (difference === 0) return trial.same;
    return difference > 0 ? trial.more(number(difference)) : trial.fewer(number(-difference));
  }
}
