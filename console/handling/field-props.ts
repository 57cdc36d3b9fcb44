import type { DraftProblem, HandlingDraft } from './handling-draft.ts';

/** What a field of the dialog is given. */
export interface FieldProps {
  readonly draft: HandlingDraft;
  readonly problem: DraftProblem['problem'] | undefined;
  readonly change: (changes: Partial<HandlingDraft>) => void;
}
