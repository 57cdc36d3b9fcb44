/** The media type under which the API takes a file with findings; it goes by the name, since browsers know few of these. */
export function mediaTypeOf(name: string): 'application/json' | 'application/x-ndjson' | 'application/gzip' {
  if (/\.gz$/i.test(name)) return 'application/gzip';
  return /\.(ndjson|jsonl)$/i.test(name) ? 'application/x-ndjson' : 'application/json';
}
