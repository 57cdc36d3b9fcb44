import { describe, expect, it } from 'vitest';
import { placeOf } from '../../../console/frame/pages.ts';

describe('placeOf', () => {
  it.each([
    ['/incidents', 'incidents', ''],
    ['/incidents/abc', 'incidents', 'abc'],
    ['/rules/a-rule', 'rules', 'a-rule'],
    ['/', undefined, ''],
    ['/rulesets', undefined, ''],
    ['/elsewhere', undefined, ''],
  ])('of %s is %s', (path, name, rest) => {
    const place = placeOf(path);
    expect([place.page?.name, place.rest]).toEqual([name, rest]);
  });
});
