import DatePicker, { type DatePickerProps } from '@cloudscape-design/components/date-picker';
import FormField from '@cloudscape-design/components/form-field';
import { usePreferences } from '../preferences/preferences.tsx';
import { zoneName } from '../shared/time-format.ts';
import { useFirstFocus } from '../shared/use-first-focus.ts';
import { useTexts } from '../texts/texts.ts';
import type { FieldProps } from './field-props.ts';
import { isDayToCome } from './handling-draft.ts';

/** The last day on which a risk is accepted. */
export function UntilField({ draft, problem, change }: FieldProps) {
  const { handling } = useTexts();
  const { timeZone } = usePreferences();
  const ref = useFirstFocus<DatePickerProps.Ref>();
  return (
    <FormField
      label={handling.until}
      description={handling.untilEndOfDay(zoneName(timeZone))}
      constraintText="YYYY/MM/DD"
      errorText={problem && handling.untilProblem(problem)}
    >
      <DatePicker
        ref={ref}
        value={draft.until}
        placeholder="YYYY/MM/DD"
        expandToViewport
        ariaRequired
        isDateEnabled={(date) => isDayToCome(dayShown(date), { now: Date.now(), timeZone })}
        onChange={({ detail }) => change({ until: detail.value })}
      />
    </FormField>
  );
}

/** The calendar speaks of a day as its midnight on the clocks of this machine. */
function dayShown(date: Date): string {
  const two = (count: number) => String(count).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
