import { useState } from 'react';
import { createDrafts } from './drafts.ts';

/** A rule as somebody is editing it. */
export interface Draft {
  readonly text: string;
  readonly isEdited: boolean;
  readonly change: (text: string) => void;
}

/** The edit of a rule that runs with `source`; before the browser leaves with an edit, it asks. */
export function useDraft(rule: string, source: string): Draft {
  const [edited, setEdited] = useState(() => DRAFTS.of(rule));
  return {
    text: edited ?? source,
    isEdited: edited !== undefined,
    change: (text) => {
      const next = text === source ? undefined : text;
      setEdited(next);
      DRAFTS.keep(rule, next);
    },
  };
}

const DRAFTS = createDrafts((hasAny) => {
  if (hasAny) window.addEventListener('beforeunload', askBeforeLeaving);
  else window.removeEventListener('beforeunload', askBeforeLeaving);
});

function askBeforeLeaving(event: BeforeUnloadEvent): void {
  event.preventDefault();
}
