import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import RadioGroup, { type RadioGroupProps } from '@cloudscape-design/components/radio-group';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { ASSIGNEE_LENGTH_MAX } from '../../src/core/handling/handle.ts';
import { useFirstFocus } from '../shared/use-first-focus.ts';
import { useTexts } from '../texts/texts.ts';
import type { FieldProps } from './field-props.ts';
import type { HandlingDraft } from './handling-draft.ts';

/** Who is to look after the incidents: me, somebody else by name, or nobody. */
export function AssigneeField({ draft, problem, change, user }: FieldProps & { readonly user: string }) {
  const { handling } = useTexts();
  const ref = useFirstFocus<RadioGroupProps.Ref>();
  const errorText = problem && handling.assigneeProblem(problem, ASSIGNEE_LENGTH_MAX);
  return (
    <SpaceBetween size="s">
      <FormField label={handling.assignee}>
        <RadioGroup
          ref={ref}
          value={draft.whom}
          items={[
            { value: 'me', label: handling.me(user) },
            { value: 'other', label: handling.other },
            { value: 'nobody', label: handling.nobody },
          ]}
          onChange={({ detail }) => change({ whom: detail.value as HandlingDraft['whom'] })}
        />
      </FormField>
      {draft.whom === 'other' && (
        <FormField label={handling.name} errorText={errorText}>
          <Input
            autoFocus
            ariaRequired
            value={draft.assignee}
            onChange={({ detail }) => change({ assignee: detail.value })}
          />
        </FormField>
      )}
    </SpaceBetween>
  );
}
