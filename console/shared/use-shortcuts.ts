import { useEffect, useRef } from 'react';
import { createKeySequence } from './key-sequence.ts';

/**
 * What keys do, by their names (`j`, `?`, `g i`), while the caller is shown. Keys do nothing where somebody writes, in
 * a dialog or a menu, and together with modifiers.
 */
export function useShortcuts(shortcuts: Readonly<Record<string, () => void>>): void {
  const current = useRef(shortcuts);
  useEffect(() => {
    current.current = shortcuts;
  });
  useEffect(() => {
    const sequence = createKeySequence();
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || !isFree(event)) return;
      const name = sequence.press(event.key, event.timeStamp, (each) => Object.hasOwn(current.current, each));
      if (name === undefined) return;
      event.preventDefault();
      current.current[name]?.();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);
}

const TAKEN =
  'input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable], [role=dialog], [role=menu], [role=listbox]';

function isFree({ target, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  if (ctrlKey || metaKey || altKey) return false;
  if (document.querySelector('[role=dialog]') !== null) return false;
  return !(target instanceof Element) || target.closest(TAKEN) === null;
}
