import { isJsonObject, type Json, type JsonObject } from './json.ts';
export function canonicalJson(value: JsonObject, omit?: string): string {
  const w = (v: Json | undefined, d: number): string => {
    if (d > 256) throw new Error('deep');
    if (Array.isArray(v)) return `[${v.map((x) => w(x, d + 1)).join(',')}]`;
    if (isJsonObject(v))
      return `{${Object.keys(v)
        .filter((k) => d > 0 || k !== omit)
        .sort()
        .map((k) => `${JSON.stringify(k)}:${w(v[k], d + 1)}`)
        .join(',')}}`;
    return JSON.stringify(v);
  };
  return w(value, 0);
}
