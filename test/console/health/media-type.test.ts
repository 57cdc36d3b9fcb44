import { expect, it } from 'vitest';
import { mediaTypeOf } from '../../../console/health/media-type.ts';
import { ROUTES } from '../../../src/api/contract/routes.ts';

it.each([
  ['findings.json', 'application/json'],
  ['findings.NDJSON', 'application/x-ndjson'],
  ['findings.jsonl', 'application/x-ndjson'],
  ['findings.ndjson.gz', 'application/gzip'],
  ['gz', 'application/json'],
])('takes %s for %s, which the API takes', (name, type) => {
  expect(mediaTypeOf(name)).toBe(type);
  expect(ROUTES.postFindings.consumes).toContain(type);
});
