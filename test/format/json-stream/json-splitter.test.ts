import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Json, memberOf } from '../../../src/core/json.ts';
import { READ_BYTES } from '../../../src/format/json-stream/byte-window.ts';
import {
  DOCUMENT_BYTES_MAX,
  DOCUMENT_DEPTH_MAX,
  FAST_LINE_BYTES_MAX,
} from '../../../src/format/json-stream/json-limits.ts';
import type { JsonSink } from '../../../src/format/json-stream/json-sink.ts';
import { JsonSplitter } from '../../../src/format/json-stream/json-splitter.ts';
import { type SplitEvent, splitText, splitValues } from './split-text.ts';

const pretty = (value: Json): string => JSON.stringify(value, null, 2);

describe('layouts', () => {
  it.each<[string, string, readonly Json[]]>([
    ['one line', '{"a":1}', [{ a: 1 }]],
    ['one line a document', '{"a":1}\n{"a":2}\n', [{ a: 1 }, { a: 2 }]],
    ['carriage returns', '{"a":1}\r\n{"a":2}\r\n', [{ a: 1 }, { a: 2 }]],
    ['blank lines', '\n\n {"a":1}\n\n\n{"a":2}\n \n', [{ a: 1 }, { a: 2 }]],
    ['concatenated', '{"a":1}{"a":2} {"a":3}', [{ a: 1 }, { a: 2 }, { a: 3 }]],
    ['comma-separated', '{"a":1},\n{"a":2},\n', [{ a: 1 }, { a: 2 }]],
    ['JSON text sequence', '\u001e{"a":1}\n\u001e{"a":2}\n', [{ a: 1 }, { a: 2 }]],
    ['pretty-printed', `${pretty({ a: { b: [1] } })}\n${pretty({ a: 2 })}`, [{ a: { b: [1] } }, { a: 2 }]],
    ['indented by nothing', '{\n"a":\n{\n"b":[\n1\n]\n}\n}\n{\n"a":2\n}', [{ a: { b: [1] } }, { a: 2 }]],
    ['array', '[{"a":1},{"a":2}]', [{ a: 1 }, { a: 2 }]],
    ['pretty-printed array', pretty([{ a: 1 }, { a: { b: 2 } }]), [{ a: 1 }, { a: { b: 2 } }]],
    ['arrays one a line', '[{"a":1}]\n[{"a":2}]', [{ a: 1 }, { a: 2 }]],
    ['list of scalars', '[1, "b,]", null, true,-2.5e3\n]', [1, 'b,]', null, true, -2500]],
    ['arrays in an array', '[[1],[{"a":2}]]', [[1], [{ a: 2 }]]],
    ['trailing comma', '[{"a":1},]', [{ a: 1 }]],
    ['byte order mark', '\ufeff{"a":1}', [{ a: 1 }]],
    ['Findings', '{"Findings":[{"a":1},{"a":2}]}', [{ a: 1 }, { a: 2 }]],
    ['findings', '{"findings":[{"a":1}]}', [{ a: 1 }]],
    ['configurationItems', '{"fileVersion":"1.0","configurationItems":[{"a":1}],"x":1}', [{ a: 1 }]],
    [
      'Findings among others',
      pretty({ NextToken: '"[{', Findings: [{ a: 1 }], x: { Findings: [2] } }),
      [{ a: 1 }],
    ],
    ['two lists', '{"Findings":[1],"x":[9],"findings":[2]}', [1, 2]],
    ['Findings deeper', '{"a":{"Findings":[1]}}', [{ a: { Findings: [1] } }]],
    [
      'Findings that is a value',
      '{"a":"Findings","b":["Findings",[1]]}',
      [{ a: 'Findings', b: ['Findings', [1]] }],
    ],
    ['Findings that is no list', '{"Findings":{"a":[1]},\n"b":[1]}', [{ Findings: { a: [1] }, b: [1] }]],
    ['Findings in disguise', '{"F\\u0069ndings":[1],\n"b":1}', [{ Findings: [1], b: 1 }]],
    ['strings with brackets', '{"a":"}{][\\"\\\\",\n"b":"\\\\"}', [{ a: '}{]["\\', b: '\\' }]],
    ['duplicate keys', '{"a":1,"a":2}\n{"a":1,\n"a":3}', [{ a: 2 }, { a: 3 }]],
    ['lone surrogate', '{"a":"\\ud800"}', [{ a: '\ud800' }]],
    ['empty', '', []],
    ['white space', ' \n\t\r\n', []],
  ])('%s', (_name, text, values) => {
    const events = splitText(text);
    expect(events.filter((event) => !('value' in event))).toEqual([]);
    expect(events.map((event) => ('value' in event ? event.value : undefined))).toEqual(values);
    expect(splitText(text, [1])).toEqual(events);
  });

  it('keeps __proto__ a member', () => {
    const [value] = splitValues('{"__proto__":{"a":1}}');
    expect(Object.keys(value as object)).toEqual(['__proto__']);
    expect(({} as Record<string, unknown>).a).toBeUndefined();
  });

  it('replaces invalid UTF-8', () => {
    const bytes = Buffer.from([...Buffer.from('{"a":"'), 0xff, 0xe2, ...Buffer.from('"}\n{"a":1}')]);
    expect(splitValues(bytes)).toEqual([{ a: '\ufffd\ufffd' }, { a: 1 }]);
  });
});

describe('places', () => {
  it.each<[string, string, readonly (readonly [number, number])[]]>([
    [
      'lines',
      '{"a":1}\n\n{"a":2}\n',
      [
        [0, 1],
        [9, 3],
      ],
    ],
    [
      'pretty-printed',
      '{\n"a":\n1}\n {"a":2}',
      [
        [0, 1],
        [11, 4],
      ],
    ],
    [
      'list',
      '{\n"Findings":\n[{"a":1},\n\n {"a":\n2} ,{"a":3}\n]}{"a":4}',
      [
        [15, 3],
        [26, 5],
        [36, 6],
        [46, 7],
      ],
    ],
    ['byte order mark', '\ufeff\n{"a":1}', [[4, 2]]],
    [
      'bytes, not characters',
      '{"a":"ü€😀"}\n{"a":2}',
      [
        [0, 1],
        [18, 2],
      ],
    ],
  ])('%s', (_name, text, places) => {
    const events = splitText(text).filter((event) => 'offset' in event);
    expect(events.map(({ offset, line }) => [offset, line])).toEqual(places);
  });
});

describe('lists', () => {
  it.each<[string, string, readonly SplitEvent[]]>([
    [
      'ReadAt first',
      '{"ReadAt":"T","Findings":[1]}',
      [{ value: 1, offset: 26, line: 1, list: 'Findings', readAt: 'T' }],
    ],
    [
      'ReadAt last',
      '{"Findings":[1],"ReadAt":"T"}',
      [
        { value: 1, offset: 13, line: 1, list: 'Findings' },
        { note: '`ReadAt` behind the list is not used; it has to come first' },
      ],
    ],
    [
      'ReadAt of another type',
      '{"ReadAt":1,"Findings":[1]}',
      [{ value: 1, offset: 24, line: 1, list: 'Findings' }],
    ],
    [
      'no ReadAt left over',
      '{"ReadAt":"T","Findings":[]}[1]',
      [{ note: 'empty list `Findings`' }, { value: 1, offset: 29, line: 1, list: '[]' }],
    ],
    ['empty array', '[ ]', [{ note: 'empty array' }]],
  ])('%s', (_name, text, events) => {
    expect(splitText(text)).toEqual(events);
  });
});

describe('broken text', () => {
  it.each<[string, string, readonly (Json | RegExp)[]]>([
    ['a broken line', '{"a":1}\n{"a":nope}\n{"a":3}\n', [{ a: 1 }, /^broken JSON: /, { a: 3 }]],
    ['a line cut in a scalar', '{"a":tr\n{"a":2}\n{"a":3}', [/unexpected `{` on line 2/, { a: 2 }, { a: 3 }]],
    ['a line cut in a string', '{"a":"tr\n{"a":2}\n{"a":3}', [/a string is not closed/, { a: 2 }, { a: 3 }]],
    ['a line cut behind a backslash', '{"a":"tr\\\n{"a":2}', [/a string is not closed/, { a: 2 }]],
    ['a line cut behind a colon', '{"a":\n{"a":2}\n{"a":3}', [/broken/, { a: 2 }, { a: 3 }]],
    ['a line cut behind a bracket', '{"a":[\n{"a":2}\n{"a":3}', [/broken/, { a: 2 }, { a: 3 }]],
    [
      'a line cut in a list',
      '{"Findings":[{"a":1},{"a\n{"a":2}\n{"a":3}',
      [{ a: 1 }, /not closed/, { a: 2 }, { a: 3 }],
    ],
    [
      'a line cut between elements',
      '{"Findings":[{"a":1}\n{"a":2}\n{"a":3}',
      [{ a: 1 }, /`Findings` is not closed/, { a: 2 }, { a: 3 }],
    ],
    ['two broken lines', '{"a":\n{"b":\n{"a":3}', [/broken/, /broken/, { a: 3 }]],
    ['the last line cut', '{"a":1}\n{"a":', [{ a: 1 }, /the text ends inside the document/]],
    ['wrong bracket', '{"a":[1}\n{"a":2}', [/unexpected `}`/, { a: 2 }]],
    [
      'text before',
      'hello {"a":1}\nworld\n{"a":2}',
      [/not JSON: the text begins with `hello {"a":1}`/, { a: 2 }],
    ],
    ['text between', '{"a":1}\nhello\nworld\n\n{"a":2}', [{ a: 1 }, /not JSON/, { a: 2 }]],
    ['text behind on the line', '{"a":1} hello\n{"a":2}', [{ a: 1 }, /not JSON/, { a: 2 }]],
    ['scalars', '1\n"a"\n{"a":2}', [/not JSON/, { a: 2 }]],
    ['a stray bracket', '{"a":1}]\n{"a":2}', [{ a: 1 }, /not JSON/, { a: 2 }]],
    ['an element', '[{"a":1},{"a":nope},{"a":3}]', [{ a: 1 }, /broken JSON/, { a: 3 }]],
    [
      'a pretty element',
      `[\n  {\n    "a": 1\n  },\n  {\n    "b": [\n      {"c":\n  },\n  {\n    "a": 3\n  }\n]`,
      [{ a: 1 }, /broken JSON/, { a: 3 }],
    ],
    ['a scalar element', '[{"a":1},\n nope,\n {"a":3}]', [{ a: 1 }, /broken JSON/, { a: 3 }]],
    ['an unclosed element', '[{"a":1},{"b":[},{"a":3}]', [{ a: 1 }, /unexpected `}`/]],
    ['a missing comma', '[{"a":1} {"a":2} {"a":3}]', [{ a: 1 }, /a comma is missing/, { a: 2 }, { a: 3 }]],
    ['an unclosed array', '[{"a":1},', [{ a: 1 }, /the array is not closed/]],
    [
      'an unclosed array, next document',
      '[{"a":1}\n{"a":2}\n',
      [{ a: 1 }, /the array is not closed/, { a: 2 }],
    ],
    ['wrong end of a list', '[{"a":1}}\n{"a":2}', [{ a: 1 }, /not JSON/, { a: 2 }]],
    ['what stands before a list', '{"a":nope,"Findings":[{"a":1}]}', [/before the list/, { a: 1 }]],
    [
      'what stands behind a list',
      '{"Findings":[{"a":1}],"x":nope}\n{"a":2}',
      [{ a: 1 }, /broken JSON/, { a: 2 }],
    ],
    ['the end behind a list', '{"Findings":[{"a":1}]', [{ a: 1 }, /the text ends/]],
    [
      'a page behind a broken page',
      '{\n  "Findings": [\n    {"a": 1},\n    {"a":: [}\n  ]\n}\n{\n  "Findings": [\n    {"a": 2}\n  ]\n}',
      [{ a: 1 }, /broken/, { a: 2 }],
    ],
    ['NUL', '{"a":1}\n\0\0\0\n{"a":2}', [{ a: 1 }, /a NUL byte/, { a: 2 }]],
    ['NUL in a document', '{"a":"\0"}\n{"a":2}', [/a NUL byte/, { a: 2 }]],
    ['a raw control character', '{"a":"\u0001"}\n{"a":2}', [/broken JSON/, { a: 2 }]],
    ['no newline in a string', '[{"a":"x\ny"},\n{"a":2}]', [/a string is not closed/, { a: 2 }]],
  ])('%s', (_name, text, expected) => {
    const events = splitText(text);
    expect(events).toHaveLength(expected.length);
    for (const [index, event] of events.entries()) {
      const wanted = expected[index];
      if ('broken' in event) expect(event.broken).toMatch(wanted as RegExp);
      else expect('value' in event ? event.value : undefined).toEqual(wanted);
    }
    expect(splitText(text, [1])).toEqual(events);
  });

  it.each<[string, Uint8Array | string, RegExp]>([
    ['Parquet', 'PAR1\u0015\0\n{"a":1}\n', /Parquet/],
    ['UTF-16 with a mark', Buffer.from('\ufeff{"a":1}', 'utf16le'), /UTF-16/],
    ['UTF-16 without one', Buffer.from('{"a":1}', 'utf16le'), /UTF-16/],
    ['ZIP', 'PK\u0003\u0004\n{"a":1}\n', /ZIP/],
    ['gzip inside', Buffer.from([0x1f, 0x8b, 8, 0, 10, 0x7b, 0x7d, 10]), /gzip/],
  ])('gives up %s', (_name, bytes, reason) => {
    const events = splitText(bytes);
    expect(events).toHaveLength(1);
    expect(events[0]).toMatchObject({ broken: expect.stringMatching(reason), offset: 0, line: 1 });
  });

  it('never quotes control characters or back-ticks', () => {
    const [event] = splitText('\u001b[31m`x`\u202e');
    expect(event).toMatchObject({ broken: 'not JSON: the text begins with `\uFFFD[31m x \uFFFD`' });
  });
});

const longString = (length: number): string => 'x'.repeat(length);
const nested = (depth: number): string => `${'[{"a":'.repeat(depth / 2)}1${'}]'.repeat(depth / 2)}`;

const SILENT_SINK: JsonSink = { document() {}, broken() {}, note() {} };

describe('limits', () => {
  it('reads a document of the greatest length, in any layout', () => {
    const text = `{"a":"${longString(DOCUMENT_BYTES_MAX - 8)}"}`;
    for (const layout of [text, `[${text}]`, `{"Findings":[\n${text}\n]}`]) {
      expect(splitText(layout).map((event) => 'value' in event)).toEqual([true]);
    }
  });

  it.each([
    ['one byte too long', DOCUMENT_BYTES_MAX - 7],
    ['20 MiB', 20 * 1024 * 1024],
  ])('refuses a document that is %s, and reads on', (_name, length) => {
    const large = `{"a":"${longString(length)}"}`;
    for (const layout of [
      `{"b":1}\n${large}\n{"b":2}`,
      `[{"b":1},${large},{"b":2}]`,
      `{"b":1}${large}{"b":2}`,
    ]) {
      const events = splitText(layout);
      expect(events).toHaveLength(3);
      expect(events[0]).toMatchObject({ value: { b: 1 } });
      expect(events[1]).toMatchObject({
        broken: 'document larger than 8 MiB',
        offset: layout.indexOf('{"a"'),
      });
      expect(events[2]).toMatchObject({ value: { b: 2 } });
    }
  });

  it('refuses what stands around a list when it is too long', () => {
    const far = `{"Findings"${' '.repeat(DOCUMENT_BYTES_MAX)}:[{"a":1}]}\n{"b":1}`;
    const rest = `{"Findings":[{"a":1}],"x":"${longString(DOCUMENT_BYTES_MAX)}"}\n{"b":1}`;
    expect(splitText(far)).toMatchObject([{ broken: 'document larger than 8 MiB' }, { value: { b: 1 } }]);
    expect(splitText(rest)).toMatchObject([
      { value: { a: 1 } },
      { broken: 'document larger than 8 MiB' },
      { value: { b: 1 } },
    ]);
  });

  it.each([
    ['the deepest', DOCUMENT_DEPTH_MAX - 2, true],
    ['too deep', DOCUMENT_DEPTH_MAX, false],
    ['very deep', 1_000_000, false],
  ])('judges depth: %s', (_name, depth, isRead) => {
    const text = `{"a":${nested(depth)},\n"b":0}`;
    const flat = text.replace('\n', '');
    for (const layout of [text, flat, `[${flat}]`, `{"Findings":[${text}]}`]) {
      const [event, next] = splitText(`${layout}\n{"b":1}`);
      if (isRead) expect(event).toHaveProperty('value');
      else expect(event).toMatchObject({ broken: 'document nested deeper than 200 levels' });
      expect(next).toMatchObject({ value: { b: 1 } });
    }
  });

  it('reads on behind a million open brackets', () => {
    expect(splitText(`${'['.repeat(1_000_000)}\n{"b":1}`).at(-1)).toMatchObject({ value: { b: 1 } });
  });

  it('reads lines around the length up to which they are tried at once', () => {
    for (const extra of [-1, 0, 1]) {
      const text = `{"a":"${longString(FAST_LINE_BYTES_MAX + extra - 8)}"}`;
      expect(splitText(`${text}\n${text}`).map((event) => ('line' in event ? event.line : 0))).toEqual([
        1, 2,
      ]);
    }
  });

  it('holds one document and one read of an endless list', () => {
    const element = `  {\n    "a": "${longString(1000)}"\n  },\n`;
    const text = `{"NextToken": 1,\n"Findings": [\n${element.repeat(5000)}{}]}`;
    const splitter = new JsonSplitter(SILENT_SINK);
    for (let from = 0; from < text.length; from += 4096) {
      splitter.makeRoom();
      splitter.window.advance(
        splitter.window.bytes.write(text.slice(from, from + 4096), splitter.window.end),
      );
      splitter.split();
    }
    splitter.finish();
    expect(splitter.window.bytes.length).toBeLessThan(2 * READ_BYTES);
  });

  it.each([
    ['brackets never closed', '{"a":[\n'.repeat(100_000)],
    ['lines that swallow the next', '{"a":\n'.repeat(200_000)],
    ['empty objects on one line', '{}'.repeat(300_000)],
    ['objects and text on one line', '{} x '.repeat(100_000)],
    ['garbage in a list', `[${'x '.repeat(300_000)}]`],
    ['colons', `[${':'.repeat(300_000)}`],
    ['quotes', '"'.repeat(300_000)],
    ['commas', ','.repeat(300_000)],
    ['lists in lists', '{"Findings":['.repeat(100_000)],
    ['closed too often', '{"Findings":[]}]}'.repeat(50_000)],
  ])('takes time in proportion to %s', (_name, text) => {
    expect(() => splitText(text)).not.toThrow();
  });
});

const MEMBER_NAMES = ['a', 'Id', 'ProductArn', 'findings', 'Findings', '__proto__', 'ü', '{"', ''];
const json: fc.Arbitrary<Json> = fc.letrec<{ value: Json; object: Json }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('\n', '"', '\\', '[{', '}]', ','),
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
    ),
    fc.array(tie('value'), { maxLength: 4 }),
    tie('object'),
  ),
  object: fc.dictionary(fc.constantFrom(...MEMBER_NAMES), tie('value'), {
    maxKeys: 5,
    noNullPrototype: true,
  }),
})).object as fc.Arbitrary<Json>;

// Documents that are not lists themselves, so that their number does not depend on the layout around them.
const documents = fc.array(
  json.map(
    (value) => JSON.parse(JSON.stringify({ Id: 1, ...(value as object), Findings: 0, findings: 0 })) as Json,
  ),
  { maxLength: 8 },
);
const cuts = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 6 });

const LAYOUTS: Readonly<Record<string, (values: readonly Json[]) => string>> = {
  ndjson: (values) => values.map((value) => JSON.stringify(value)).join('\n'),
  'ndjson with a last newline': (values) => values.map((value) => `${JSON.stringify(value)}\r\n`).join(''),
  concatenated: (values) => values.map((value) => JSON.stringify(value)).join(''),
  pretty: (values) => values.map((value) => JSON.stringify(value, null, 2)).join('\n'),
  'pretty, indented by nothing': (values) =>
    values.map((value) => JSON.stringify(value, null, 1).replaceAll(/\n +/g, '\n')).join('\n'),
  array: (values) => JSON.stringify(values),
  'pretty array': (values) => JSON.stringify(values, null, '\t'),
  'one element a line': (values) => `[\n${values.map((value) => JSON.stringify(value)).join(',\n')}\n]`,
  Findings: (values) => JSON.stringify({ NextToken: 'x', Findings: values, ReadAt: 'y' }),
  'pretty findings': (values) => JSON.stringify({ findings: values }, null, 4),
};

describe('properties', () => {
  it.each(Object.entries(LAYOUTS))('any cut of any documents gives the same: %s', (_name, layout) => {
    fc.assert(
      fc.property(documents, cuts, (values, lengths) => {
        const text = layout(values);
        const events = splitText(text, lengths);
        expect(events.flatMap((event) => ('value' in event ? [event.value] : []))).toEqual(values);
        expect(events.filter((event) => 'broken' in event)).toEqual([]);
        expect(events).toEqual(splitText(text));
      }),
      { numRuns: 60 },
    );
  });

  it('never throws, and tells the same for any cut, whatever the bytes are', () => {
    const pieces = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      '"',
      ',',
      ':',
      '\n',
      ' ',
      '\\',
      '1',
      'null',
      '{"a":1}',
      '"Findings":[',
      '\n  {',
      '\0',
      'ü',
      '\n{"b":2}\n',
    );
    const text = fc.array(pieces, { maxLength: 60 }).map((parts) => Buffer.from(parts.join('')));
    const bytes = fc.uint8Array({ maxLength: 200 }).map((array) => Buffer.from(array));
    fc.assert(
      fc.property(fc.oneof(text, bytes), cuts, (input, lengths) => {
        expect(splitText(input, lengths)).toEqual(splitText(input));
      }),
      { numRuns: 3000 },
    );
  });

  it('loses no other line to a line that is changed', () => {
    const lines = Array.from({ length: 5 }, (_, index) =>
      JSON.stringify({ Id: index, a: [{ b: 'x"\\' }, null] }),
    );
    fc.assert(
      fc.property(
        fc.nat(4),
        fc.nat(30),
        fc.constantFrom('', '{', '}', '[', ']', '"', ',', ':', '\\', '\0', 'x'),
        (index, at, insert) => {
          const line = lines[index] ?? '';
          const changed = lines.with(index, `${line.slice(0, at)}${insert}${line.slice(at + 1)}`);
          const ids = splitValues(changed.join('\n')).map((value) => memberOf(value, 'Id'));
          expect(ids).toEqual(expect.arrayContaining([0, 1, 2, 3, 4].filter((id) => id !== index)));
        },
      ),
      { numRuns: 1000 },
    );
  });
});
