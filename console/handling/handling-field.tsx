import FormField from '@cloudscape-design/components/form-field';
import Textarea, { type TextareaProps } from '@cloudscape-design/components/textarea';
import { TEXT_LENGTH_MAX } from '../../src/core/handling/handle.ts';
import { useFirstFocus } from '../shared/use-first-focus.ts';
import { useTexts } from '../texts/texts.ts';
import { AssigneeField } from './assignee-field.tsx';
import type { FieldProps } from './field-props.ts';
import { type DraftProblem, FIELDS, type HandlingActionName, TEXT_IS_OPTIONAL } from './handling-draft.ts';
import { UntilField } from './until-field.tsx';

/** One field of the dialog of an action. */
export function HandlingField({
  field,
  action,
  user,
  ...props
}: FieldProps & {
  readonly field: DraftProblem['field'];
  readonly action: HandlingActionName;
  readonly user: string;
}) {
  if (field === 'assignee') return <AssigneeField {...props} user={user} />;
  if (field === 'until') return <UntilField {...props} />;
  return <TextField {...props} action={action} />;
}

function TextField({ draft, problem, change, action }: FieldProps & { readonly action: HandlingActionName }) {
  const { handling } = useTexts();
  const ref = useFirstFocus<TextareaProps.Ref>(FIELDS[action][0] === 'text');
  const isOptional = TEXT_IS_OPTIONAL.has(action);
  const label = isOptional || action === 'note' ? handling.note : handling.reason;
  return (
    <FormField
      label={isOptional ? handling.optional(label) : label}
      stretch
      errorText={problem && handling.textProblem(problem, TEXT_LENGTH_MAX)}
    >
      <Textarea
        ref={ref}
        rows={4}
        value={draft.text}
        ariaRequired={!isOptional}
        onChange={({ detail }) => change({ text: detail.value })}
      />
    </FormField>
  );
}
