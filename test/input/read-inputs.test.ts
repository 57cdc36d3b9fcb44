import { Buffer } from 'node:buffer';
import { mkdir, mkdtemp, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { InputError } from '../../src/input/input-error.ts';
import type { InputRecord } from '../../src/input/input-record.ts';
import { toPlaceText } from '../../src/input/place.ts';
import { BATCH_RECORDS_MAX, readInputs, readStream } from '../../src/input/read-inputs.ts';
import { readAll, readStdin } from './read-all.ts';

const finding = (id: number | string): string => `{"ProductArn":"p","Id":"${id}"}`;
const idOf = (record: InputRecord): unknown => ('value' in record ? record.value.Id : record.reason);

let root = '';
const path = (name: string): string => join(root, name);
async function put(name: string, content: string | Uint8Array): Promise<string> {
  await mkdir(dirname(path(name)), { recursive: true });
  await writeFile(path(name), content);
  return path(name);
}

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'corroborate-input-'));
});
afterAll(() => rm(root, { recursive: true }));

describe('records', () => {
  it('gives findings with time and place', async () => {
    const { records, detected } = await readStdin(
      `${finding('a')}\n{"detail-type":"Security Hub Findings - Imported","time":"T","detail":{"findings":[${finding('b')}]}}\n`,
      `{"ReadAt":"R","Findings":[\n${finding('c')}]}\n`,
    );
    expect(records).toEqual([
      {
        kind: 'finding',
        value: { ProductArn: 'p', Id: 'a' },
        place: { file: '<stdin>', byteOffset: 0, line: 1 },
      },
      {
        kind: 'finding',
        value: { ProductArn: 'p', Id: 'b' },
        time: 'T',
        place: { file: '<stdin>', byteOffset: 28, line: 2 },
      },
      {
        kind: 'finding',
        value: { ProductArn: 'p', Id: 'c' },
        time: 'R',
        place: { file: '<stdin>', byteOffset: 169, line: 4 },
      },
    ]);
    expect(detected).toEqual([
      '<stdin>: ASFF findings',
      '<stdin>: events `Security Hub Findings - Imported`',
      '<stdin>: ASFF findings in `Findings`',
    ]);
  });

  it('gives context apart', async () => {
    const { records } = await readStdin(
      '{"detail-type":"GuardDuty Finding","time":"T","detail":{"type":"t","service":{}}}\n',
      '{"ReadAt":"R","configurationItems":[{"resourceType":"t","resourceId":"i","configurationItemStatus":"OK"}]}',
    );
    expect(records).toMatchObject([
      { kind: 'context', source: 'guardduty', value: { type: 't' }, time: 'T' },
      { kind: 'context', source: 'config', value: { resourceId: 'i' }, time: 'R' },
    ]);
  });

  it('quarantines with reason and place, and reads on', async () => {
    const { records } = await readStdin(`${finding(1)}\n{"class_uid":2004}\n{"a":\n${finding(2)}\nhello\n`);
    expect(records.map((record) => [record.kind, record.place.line])).toEqual([
      ['finding', 1],
      ['quarantined', 2],
      ['quarantined', 3],
      ['finding', 4],
      ['quarantined', 5],
    ]);
  });

  it('says that an empty file is empty', async () => {
    for (const content of ['', ' \n', gzipSync('')]) {
      const { records, detected } = await readStdin(content);
      expect(records).toEqual([]);
      expect(detected.at(-1)).toBe('<stdin>: empty file');
    }
    expect((await readStdin('[]')).detected).toEqual(['<stdin>: empty array']);
  });

  it('cuts batches', async () => {
    const { records, batchSizes } = await readStdin(`${finding(1)}\n`.repeat(2000));
    expect(records).toHaveLength(2000);
    expect(Math.max(...batchSizes)).toBe(BATCH_RECORDS_MAX);
  });

  it.each([
    [{ file: 'a.json', byteOffset: 7, line: 3 }, 'a.json:3'],
    [{ file: 'a.json', byteOffset: 7 }, 'a.json@byte 7'],
  ])('prints %j', (place, text) => {
    expect(toPlaceText(place)).toBe(text);
  });
});

describe('inputs', () => {
  it('reads a folder in byte order of paths, without dot files, each folder once', async () => {
    for (const name of ['b.json', 'a/z.json', 'a.json', 'B.json', 'ä.json', '.hidden.json', '.git/x.json']) {
      await put(`folder/${name}`, finding(name));
    }
    await symlink(path('folder'), path('folder/a/loop'));
    await symlink(path('folder/a'), path('folder/again'));
    await symlink(path('folder/b.json'), path('folder/link.json'));
    await symlink(path('nowhere'), path('folder/broken.json'));
    const { records } = await readAll([path('folder')]);
    expect(records.map(idOf)).toEqual([
      'B.json',
      'a.json',
      'a/z.json',
      'b.json',
      'ENOENT: no such file or directory',
      'b.json',
      'ä.json',
    ]);
  });

  it('quarantines a folder that cannot be followed, and reads the others', async () => {
    const half = Array.from({ length: 12 }, () => 'd'.repeat(200)).join('/');
    await put('deep/a.json', finding('a'));
    await put(`deep/b/${half}/x.json`, finding('x'));
    await put(`other/${half}/y.json`, finding('y'));
    const tooDeep = path(`deep/b/${half}/other`);
    await rename(path('other'), tooDeep);
    const { records } = await readAll([path('deep')]);
    // Nobody could remove it under its long name.
    await rename(tooDeep, path('other'));
    expect(records.map(idOf)).toEqual(['a', expect.stringContaining('ENAMETOOLONG'), 'x']);
  });

  it('stops reading when it is told to, also where nothing is found', async () => {
    const interruption = new AbortController();
    async function* endless(): AsyncGenerator<string> {
      for (let chunk = 0; ; chunk += 1) {
        if (chunk === 3) interruption.abort();
        yield ' ';
      }
    }
    const inputs = ['-', await put('unread.json', finding(1))];
    const detected: string[] = [];
    const batches: unknown[] = [];
    for await (const batch of readInputs(inputs, {
      stdin: endless(),
      signal: interruption.signal,
      onDetected: (file) => detected.push(file),
    })) {
      batches.push(batch);
    }
    expect({ batches, detected }).toEqual({ batches: [], detected: [] });
  });

  it('reads globs, and inputs in the order given', async () => {
    for (const name of ['2.json', '1.json', '3.txt', 'x/4.json', '[5].json'])
      await put(`glob/${name}`, finding(name));
    const { records } = await readAll([path('glob/[5].json'), path('glob/**/*.json')]);
    expect(records.map(idOf)).toEqual(['[5].json', '1.json', '2.json', '[5].json', 'x/4.json']);
  });

  it.each(['missing.json', 'missing/*.json', 'missing[1].json'])(
    'refuses %s before anything is read',
    async (name) => {
      const good = await put('good.json', finding(1));
      const seen: unknown[] = [];
      const failure = await readAll([good, path(name)]).then(
        (result) => seen.push(result),
        (error: unknown) => error,
      );
      expect(failure).toBeInstanceOf(InputError);
      expect(failure).toMatchObject({ message: expect.stringContaining(name) });
      expect(seen).toEqual([]);
    },
  );

  it('quarantines a file that vanishes or fails while reading', async () => {
    async function* failing(): AsyncGenerator<string> {
      yield `${finding(1)}\n${finding(2)}`;
      throw Object.assign(new Error('EIO: i/o error, read'), { code: 'EIO' });
    }
    const { records } = await readAll(['-'], failing());
    expect(records.map(idOf)).toEqual(['1', '2', 'reading stopped: EIO: i/o error']);
    expect(records[2]?.place).toEqual({ file: '<stdin>', byteOffset: 55 });
  });

  it('closes what it reads when the caller stops', async () => {
    let isClosed = false;
    async function* endless(): AsyncGenerator<string> {
      try {
        for (;;) yield `${finding(1)}\n`;
      } finally {
        isClosed = true;
      }
    }
    const { readInputs } = await import('../../src/input/read-inputs.ts');
    for await (const batch of readInputs(['-'], { stdin: endless() })) {
      expect(batch.length).toBeGreaterThan(0);
      break;
    }
    expect(isClosed).toBe(true);
  });
});

describe('gzip', () => {
  it('is told by its first bytes, whatever the name, with several members', async () => {
    const packed = Buffer.concat([gzipSync(`${finding(1)}\n${finding(2)}`), gzipSync(`\n${finding(3)}\n`)]);
    const { records, detected } = await readAll([await put('packed.json', packed)]);
    expect(records.map(idOf)).toEqual(['1', '2', '3']);
    expect(records[2]?.place).toEqual({ file: path('packed.json'), byteOffset: 56, line: 3 });
    expect(detected).toEqual([`${path('packed.json')}: gzip`, `${path('packed.json')}: ASFF findings`]);
  });

  it('is read up to where it is cut off', async () => {
    const lines = Array.from({ length: 20_000 }, (_, index) =>
      finding(`${index}-${Math.imul(index, 2654435761)}`),
    );
    const packed = gzipSync(lines.join('\n'));
    const { records } = await readStdin(packed.subarray(0, packed.length / 2));
    expect(records.length).toBeGreaterThan(5000);
    expect(records.at(-1)).toMatchObject({
      kind: 'quarantined',
      reason: expect.stringMatching(/^reading stopped: /),
    });
    expect(records.slice(0, -2).map(idOf)).toEqual(
      lines.slice(0, records.length - 2).map((line) => JSON.parse(line).Id),
    );
  });

  it.each<[string, Uint8Array]>([
    ['a wrong header', Buffer.from([0x1f, 0x8b, 0xff, 0, 0, 0, 0, 0, 0, 0, 0, 0])],
    ['two bytes', Buffer.from([0x1f, 0x8b])],
  ])('quarantines %s', async (_name, bytes) => {
    const { records } = await readStdin(bytes);
    expect(records).toMatchObject([
      { kind: 'quarantined', reason: expect.stringMatching(/^reading stopped: /) },
    ]);
  });

  it('skips the rest of a bomb', async () => {
    const bomb = gzipSync(Buffer.alloc(200 * 1024 * 1024, ' '));
    const next = await put('next.json', finding(2));
    const { records } = await readAll([
      await put('bomb.gz', Buffer.concat([gzipSync(`${finding(1)}\n`), bomb])),
      next,
    ]);
    expect(records.map(idOf)).toEqual([
      '1',
      expect.stringMatching(/unpacks to more than 200 times its size; the rest/),
      '2',
    ]);
  });

  it('reads what packs well, but not like a bomb', async () => {
    const text = `${finding('x'.repeat(2000))}\n`.repeat(5000);
    expect((await readStdin(gzipSync(text))).records).toHaveLength(5000);
  });
});

describe('properties', () => {
  const ids = fc.array(fc.string({ maxLength: 20 }), { maxLength: 30 });

  it('gives the same findings in any layout, packed or not, in any chunks', async () => {
    await fc.assert(
      fc.asyncProperty(
        ids,
        fc.integer({ min: 1, max: 50 }),
        fc.boolean(),
        fc.nat(4),
        async (names, size, isPacked, layout) => {
          const findings = names.map((Id) => ({ ProductArn: 'p', Id }));
          const lines = findings.map((value) => JSON.stringify(value));
          const text =
            [
              lines.join('\n'),
              lines.join(''),
              JSON.stringify(findings),
              JSON.stringify({ Findings: findings }, null, 2),
              lines.map((line) => `{"Findings":[${line}]}`).join('\n'),
            ][layout] ?? '';
          const bytes = isPacked ? gzipSync(text) : Buffer.from(text);
          const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
            bytes.subarray(index * size, (index + 1) * size),
          );
          expect(
            (await readStdin(...chunks)).records.map((record) => 'value' in record && record.value),
          ).toEqual(findings);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('never throws, whatever the bytes are', async () => {
    const packed = gzipSync(`{"Findings":[${finding(1)},${finding(2)}]}`);
    const mutated = fc
      .tuple(fc.nat(packed.length - 1), fc.nat(255), fc.nat(packed.length))
      .map(([at, byte, length]) => {
        const copy = Buffer.from(packed);
        copy[at] = byte;
        return copy.subarray(0, length);
      });
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.uint8Array({ maxLength: 100 }), mutated), async (bytes) => {
        for (const record of (await readStdin(bytes)).records) expect(record.place.file).toBe('<stdin>');
      }),
      { numRuns: 400 },
    );
  });
});

describe('readStream', () => {
  it('says where a stream broke off, after what came before', async () => {
    const chunks = (async function* () {
      yield Buffer.from(`${finding(1)}\n`);
      throw new Error('the other end has gone');
    })();
    const records = [];
    for await (const batch of readStream({ name: '<request>', chunks })) records.push(...batch);
    expect(records).toMatchObject([
      { kind: 'finding', place: { file: '<request>', line: 1 } },
      { kind: 'quarantined', reason: 'reading stopped: the other end has gone' },
    ]);
  });

  it('unpacks no more than it may', async () => {
    const chunks = (async function* () {
      yield gzipSync(`${finding(1)}\n`.repeat(20_000));
    })();
    const records = [];
    const stream = { name: '<request>', chunks, unpackedBytesMax: 100_000 };
    for await (const batch of readStream(stream)) records.push(...batch);
    expect(records.length).toBeGreaterThan(10);
    expect(records.length).toBeLessThan(20_000);
    expect(records.at(-1)).toMatchObject({
      reason: 'reading stopped: it unpacks to more than 100000 bytes; the rest of the file is skipped',
    });
  });

  it('ends as if the stream did when it is aborted', async () => {
    const stop = new AbortController();
    const chunks = (async function* () {
      yield Buffer.from(`${finding(1)}\n`);
      stop.abort();
      throw new Error('torn off');
    })();
    const records = [];
    for await (const batch of readStream({ name: 'x', chunks }, { signal: stop.signal }))
      records.push(...batch);
    expect(records.map(({ kind }) => kind)).toEqual(['finding']);
  });
});
