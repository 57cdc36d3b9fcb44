import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  NO_VIEWS,
  parseSavedViews,
  toViewName,
  withDefaultView,
  withoutView,
  withRenamedView,
  withView,
} from '../../../console/incidents/saved-views.ts';

const two = withView(withView(NO_VIEWS, 'b', 'sort=title'), 'a', 'page=7&order=desc');

describe('saved views', () => {
  it('stand in the order of their names, and begin on their first page', () => {
    expect(two.views).toEqual([
      { name: 'a', search: 'order=desc' },
      { name: 'b', search: 'sort=title' },
    ]);
  });

  it('are overwritten by one of the same name', () => {
    expect(withView(two, 'a', 'sort=rule').views).toEqual([
      { name: 'a', search: 'sort=rule' },
      { name: 'b', search: 'sort=title' },
    ]);
  });

  it('are renamed together with the default', () => {
    const renamed = withRenamedView(withDefaultView(two, 'a'), 'a', 'c');
    expect(renamed).toEqual({
      views: [
        { name: 'b', search: 'sort=title' },
        { name: 'c', search: 'order=desc' },
      ],
      defaultName: 'c',
    });
    expect(withRenamedView(two, 'a', 'b').views).toEqual([{ name: 'b', search: 'order=desc' }]);
    expect(withRenamedView(two, 'a', 'a')).toEqual(two);
  });

  it('lose their default with the view', () => {
    const withDefault = withDefaultView(two, 'a');
    expect(withDefault.defaultName).toBe('a');
    expect(withoutView(withDefault, 'a')).toEqual({ views: [{ name: 'b', search: 'sort=title' }] });
    expect(withDefaultView(withDefault, undefined)).toEqual(two);
    expect(withDefaultView(two, 'nobody').defaultName).toBeUndefined();
  });

  it('are read back from JSON as they were', () => {
    const kept = withDefaultView(two, 'b');
    expect(parseSavedViews(JSON.parse(JSON.stringify(kept)))).toEqual(kept);
  });

  it.each([
    ['nothing', undefined],
    ['null', null],
    ['a text', 'views'],
    ['a list', [1]],
    ['views that are none', { views: 7 }],
    ['names that are none', { views: [{ name: 1, search: '' }, { name: '  ', search: '' }, null] }],
    ['a name too long', { views: [{ name: 'x'.repeat(61), search: '' }] }],
    ['a search that is none', { views: [{ name: 'x', search: {} }], defaultName: 'x' }],
  ])('come to none of %s', (_, kept) => {
    expect(parseSavedViews(kept)).toEqual(NO_VIEWS);
  });

  it('hold nothing that an address would not', () => {
    const kept = { views: [{ name: ' my  view ', search: 'sort=evil&page=2&x=javascript:' }] };
    expect(parseSavedViews(kept)).toEqual({ views: [{ name: 'my view', search: 'page=2' }] });
  });

  it('are read from any JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (views, defaultName) => {
        const read = parseSavedViews({ views, defaultName });
        expect(parseSavedViews(read)).toEqual(read);
      }),
    );
  });
});

describe('toViewName', () => {
  it.each([
    [' a  b ', 'a b'],
    ['', undefined],
    ['\n\t', undefined],
    ['x'.repeat(61), undefined],
    ['未対応', '未対応'],
  ])('makes of %j %j', (text, name) => {
    expect(toViewName(text)).toBe(name);
  });
});
