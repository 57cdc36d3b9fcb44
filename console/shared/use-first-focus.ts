import { type RefObject, useEffect, useRef } from 'react';

/**
 * Gives a field of a dialog the focus when the dialog opens. The design system's dialog takes the focus to its first
 * button once all of it is there, so the field has to come after that.
 */
export function useFirstFocus<Field extends { focus(): void }>(isFirst = true): RefObject<Field | null> {
  const field = useRef<Field>(null);
  useEffect(() => {
    if (!isFirst) return;
    const timer = window.setTimeout(() => field.current?.focus());
    return () => window.clearTimeout(timer);
  }, [isFirst]);
  return field;
}
