import { useCallback, useEffect, useState } from 'react';

/**
 * A value that is kept in the browser under a key, as JSON, and the way to keep another. `parse` takes whatever stands
 * there, undefined where it is no JSON; what another tab keeps is taken over.
 */
export function useKept<Value>(
  key: string,
  parse: (kept: unknown) => Value,
): readonly [Value, (next: Value) => void] {
  const [value, setValue] = useState(() => parse(load(key)));
  const keep = useCallback(
    (next: Value) => {
      setValue(next);
      localStorage.setItem(key, JSON.stringify(next));
    },
    [key],
  );
  useEffect(() => {
    const takeOver = (event: StorageEvent) => {
      if (event.key === key) setValue(parse(load(key)));
    };
    window.addEventListener('storage', takeOver);
    return () => window.removeEventListener('storage', takeOver);
  }, [key, parse]);
  return [value, keep];
}

function load(key: string): unknown {
  try {
    return JSON.parse(localStorage.getItem(key) ?? '');
  } catch {
    return undefined;
  }
}
