import { expect, it } from 'vitest';
import type { Json } from '../../../src/core/json.ts';
import { lintOne } from './lint-one.ts';

const SENSITIVE = 'Sensitive Data Identifications/PII/SensitiveData:S3Object-Personal';

function macie(type: Json): Json {
  return { Normalized: { Product: ['Macie'], Type: [type] } };
}

it.each<[string, Json, string | undefined]>([
  ['sensitive data', macie({ prefix: 'SensitiveData:S3Object/' }), 'Normalized/Type'],
  ['one type of sensitive data', macie('SensitiveData:S3Object/Financial'), 'Normalized/Type'],
  ['sensitive data in ASFF', { ProductName: ['Macie'], Types: [SENSITIVE] }, 'Types'],
  [
    'sensitive data, without a product',
    { Types: [{ prefix: 'Sensitive Data Identifications/PII/SensitiveData:' }] },
    'Types',
  ],
  ['a policy', macie('Policy:IAMUser/S3BucketPublic'), undefined],
  ['any of Macie', macie({ exists: true }), undefined],
  ['all of Macie', { Normalized: { Product: ['Macie'] } }, undefined],
  [
    'such a type of another product',
    { Normalized: { Product: ['acme/x'], Type: ['SensitiveData:S3Object/Personal'] } },
    undefined,
  ],
  [
    'IoT Device Defender',
    { Normalized: { Product: ['Config', 'IoT Device Defender'] } },
    'Normalized/Product/1',
  ],
])('%s', (_name, pattern, place) => {
  const issues = lintOne('lint/sent-on-demand', pattern);
  expect(issues.map(({ path }) => path.slice(4).join('/'))).toEqual(place === undefined ? [] : [place]);
  for (const { level, hint } of issues) {
    expect(level).toBe('warning');
    expect(hint).toMatch(
      /^(switch on `publishClassificationFindings`|accept its findings).*; then say so in `acknowledged`$/,
    );
  }
});
