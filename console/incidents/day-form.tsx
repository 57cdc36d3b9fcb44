import Calendar from '@cloudscape-design/components/calendar';
import DateInput from '@cloudscape-design/components/date-input';
import FormField from '@cloudscape-design/components/form-field';
import { useTexts } from '../texts/texts.ts';

/** Asks for the day of a condition. */
export function DayForm({
  value,
  onChange,
}: {
  readonly value: string | null;
  readonly onChange: (value: string | null) => void;
}) {
  const { incidents } = useTexts();
  const day = (value ?? '').slice(0, 10);
  return (
    <FormField label={incidents.day} constraintText={incidents.dayInUtc}>
      <DateInput
        value={day}
        placeholder="YYYY/MM/DD"
        onChange={({ detail }) => onChange(detail.value || null)}
      />
      <Calendar value={day} onChange={({ detail }) => onChange(detail.value)} />
    </FormField>
  );
}
