const REMEMBERED_MAX = 4096;
const TEXT_LENGTH_MAX = 512;

/**
 * A function that gives what `compute` gives, and remembers it for the texts that come up again and again; texts
 * over 512 characters are computed each time, and 4,096 remembered ones make room by being forgotten.
 */
export function rememberByText<T>(compute: (text: string) => T): (text: string) => T {
  const remembered = new Map<string, T>();
  return (text) => {
    if (text.length > TEXT_LENGTH_MAX) return compute(text);
    const known = remembered.get(text);
    if (known !== undefined) return known;
    const value = compute(text);
    if (remembered.size >= REMEMBERED_MAX) remembered.clear();
    remembered.set(text, value);
    return value;
  };
}
