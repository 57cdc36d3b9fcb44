import FormField from '@cloudscape-design/components/form-field';
import SegmentedControl from '@cloudscape-design/components/segmented-control';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { type Preferences, usePreferences } from '../preferences/preferences.tsx';
import { Dialog } from '../shared/dialog.tsx';
import { useTexts } from '../texts/texts.ts';

/** Lets somebody choose how the pages look and speak; a choice holds at once. */
export function PreferencesDialog({ close }: { readonly close: () => void }) {
  const { frame } = useTexts();
  const preferences = usePreferences();
  const zones = ['local', 'UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')].map(
    (zone) => ({ value: zone, label: zone === 'local' ? frame.localTimeZone : zone }),
  );
  return (
    <Dialog header={frame.preferences} close={close}>
      <SpaceBetween size="l">
        <Choice name="language" label={frame.language} texts={{ en: 'English', ja: '日本語' }} />
        <Choice name="mode" label={frame.mode} texts={frame.modes} />
        <Choice name="density" label={frame.density} texts={frame.densities} />
        <Choice name="times" label={frame.times} texts={frame.timeStyles} />
        <FormField label={frame.timeZone}>
          <Select
            filteringType="auto"
            filteringAriaLabel={frame.timeZone}
            options={zones}
            selectedOption={zones.find(({ value }) => value === preferences.timeZone) ?? null}
            onChange={({ detail }) =>
              preferences.change({ timeZone: detail.selectedOption.value ?? 'local' })
            }
          />
        </FormField>
      </SpaceBetween>
    </Dialog>
  );
}

type Chosen = 'language' | 'mode' | 'density' | 'times';

function Choice<Name extends Chosen>({
  name,
  label,
  texts,
}: {
  readonly name: Name;
  readonly label: string;
  readonly texts: Readonly<Record<Preferences[Name], string>>;
}) {
  const preferences = usePreferences();
  const options = Object.entries<string>(texts).map(([id, text]) => ({ id, text }));
  return (
    <FormField label={label}>
      <SegmentedControl
        label={label}
        selectedId={preferences[name]}
        options={options}
        onChange={({ detail }) => preferences.change({ [name]: detail.selectedId })}
      />
    </FormField>
  );
}
