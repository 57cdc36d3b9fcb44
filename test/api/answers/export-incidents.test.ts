import { describe, expect, it } from 'vitest';
import { toCsvRow } from '../../../src/api/export/csv.ts';
import { isJsonObject, type Json } from '../../../src/core/json.ts';
import { checkAsff } from '../../../src/format/asff/check-asff.ts';
import { toIncidentJson } from '../../../src/format/incident/to-incident-json.ts';
import type { Store } from '../../../src/store.ts';
import { makeApi, storeOfStories } from '../make-api.ts';

const api = await makeApi(await storeOfStories());

const OPEN_BUCKETS = encodeURIComponent(
  JSON.stringify({
    operation: 'and',
    tokens: [
      { property: 'status', operator: '=', value: 'open' },
      { property: 'type', operator: '=', value: 'AwsS3Bucket' },
    ],
  }),
);

const SELECTION = `filter=${OPEN_BUCKETS}&sort=entity&order=desc`;
const BUCKETS = ['example-ledger', 'example-customer-exports', 'example-build-secrets'].map(
  (name) => `arn:aws:s3:::${name}`,
);

async function textOf(query: string): Promise<string> {
  const answer = await api.ask(`/api/incidents/export?${query}`);
  expect(answer.status, await answer.clone().text()).toBe(200);
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(await answer.arrayBuffer());
}

describe('exportIncidents', () => {
  it('writes exactly what is found, in its order, as CSV', async () => {
    const text = await textOf(`format=csv&${SELECTION}&lang=ja`);
    expect(text.startsWith('\uFEFF"id","status","severity","title"')).toBe(true);
    const rows = text.trimEnd().split('\r\n').slice(1);
    expect(rows.map((row) => row.split(',')[7])).toEqual(BUCKETS.map((key) => `"${key}"`));
    expect(rows[0]).toMatch(/\p{Script=Hiragana}/u);
    expect(text.endsWith('\r\n')).toBe(true);
  });

  it('writes NDJSON as the command line does', async () => {
    const text = await textOf(`format=ndjson&${SELECTION}`);
    const lines = text.trimEnd().split('\n');
    const records = await api.store.listIncidents({ limit: 100 });
    const wanted = BUCKETS.map((key) => records.find(({ incident }) => incident.entity.key === key));
    expect(lines).toEqual(wanted.map((record) => record && JSON.stringify(toIncidentJson(record.incident))));
  });

  it('writes ASFF that Security Hub takes', async () => {
    const text = await textOf(`format=asff&account=111122223333&region=eu-west-1&${SELECTION}`);
    const findings: Json = JSON.parse(text);
    if (!Array.isArray(findings)) throw new Error('no array');
    expect(findings).toHaveLength(3);
    for (const finding of findings) expect(isJsonObject(finding) && checkAsff(finding)).toEqual([]);
    const none = encodeURIComponent('{"operation":"and","tokens":[{"operator":":","value":"nowhere"}]}');
    const empty = await textOf(`format=asff&account=111122223333&region=eu-west-1&filter=${none}`);
    expect(JSON.parse(empty)).toEqual([]);
  });

  it('is a file with a name', async () => {
    const answer = await api.ask('/api/incidents/export?format=csv');
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="incidents-2026-04-01.csv"');
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    await answer.body?.cancel();
  });

  it.each([
    ['no format', ''],
    ['an unknown format', 'format=xlsx'],
    ['ASFF of nobody', 'format=asff'],
    ['no account', 'format=asff&account=1&region=eu-west-1'],
    ['no Region', 'format=asff&account=111122223333&region=Ireland'],
    ['no filter', 'format=csv&filter=x'],
    ['a page', 'format=csv&offset=1'],
  ])('refuses %s', async (_, query) => {
    expect((await api.ask(`/api/incidents/export?${query}`)).status).toBe(400);
  });

  it('passes over incidents of rules that are gone, in ASFF alone', async () => {
    const without = await makeApi(api.store, { rules: [] });
    const asff = await without.ask('/api/incidents/export?format=asff&account=111122223333&region=eu-west-1');
    expect(await asff.json()).toEqual([]);
    const csv = await without.ask('/api/incidents/export?format=csv');
    expect((await csv.text()).trimEnd().split('\r\n')).toHaveLength(11);
  });

  it('reads no further than somebody takes, and breaks off where the store does', async () => {
    const one = (await api.store.listIncidents({ limit: 1 }))[0];
    if (one === undefined) throw new Error('no incident');
    let reads = 0;
    const many: Store = {
      ...api.store,
      listIncidents: async ({ after = '', limit }) => {
        const first = after === '' ? 0 : Number(after) + 1;
        return Array.from({ length: Math.min(limit, 2000 - first) }, (_, at) => ({
          ...one,
          incident: { ...one.incident, id: String(first + at).padStart(6, '0') },
        }));
      },
      loadIncident: async () => {
        reads += 1;
        if (reads > 500) throw new Error('the disk is gone');
        return one;
      },
    };
    const large = await makeApi(many);
    const answer = await large.ask('/api/incidents/export?format=ndjson');
    const reader = answer.body?.getReader();
    await reader?.read();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(reads).toBeLessThanOrEqual(300);
    const rest = async () => {
      while (!(await reader?.read())?.done);
    };
    await expect(rest()).rejects.toThrow('the disk is gone');
    expect(large.errors).toHaveLength(1);
  });
});

describe('toCsvRow', () => {
  it.each([
    ['=1+1', `"'=1+1"`],
    ['+1', `"'+1"`],
    ['-1', `"'-1"`],
    ['@SUM(A1)', `"'@SUM(A1)"`],
    ['\t=1', `"' =1"`],
    ['\r=1', `"' =1"`],
    ['\nx', `"' x"`],
    ['  =1', `"'  =1"`],
    ['＝1+1', `"'＝1+1"`],
    ['a "b", c', '"a ""b"", c"'],
    ['one\ntwo', '"one two"'],
    ['\u202Eevil\u0007', '"\uFFFDevil\uFFFD"'],
    ['a-b=c', '"a-b=c"'],
    ['', '""'],
  ])('%j', (text, cell) => {
    expect(toCsvRow([text])).toBe(`${cell}\r\n`);
  });

  it('leaves numbers and what is not there without quotes', () => {
    expect(toCsvRow([12, undefined, 'x'])).toBe('12,,"x"\r\n');
  });
});
