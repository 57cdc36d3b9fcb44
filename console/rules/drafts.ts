/** Edits of rules, which are saved nowhere: kept for as long as the page is open, whatever happens to what it shows. */
export interface Drafts {
  of(rule: string): string | undefined;
  /** Keeps an edit; without a text there is none any more. */
  keep(rule: string, text: string | undefined): void;
}

/** Creates a place for edits; `onChange` is told whether there are any. */
export function createDrafts(onChange: (hasAny: boolean) => void): Drafts {
  const texts = new Map<string, string>();
  return {
    of: (rule) => texts.get(rule),
    keep: (rule, text) => {
      if (text === undefined) texts.delete(rule);
      else texts.set(rule, text);
      onChange(texts.size > 0);
    },
  };
}
