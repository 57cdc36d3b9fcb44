import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/core/json.ts';
import { makeFinding } from '../../fixtures/make-finding.ts';
import { type FakeAws, type FakeRequest, startFakeAws } from '../fake-aws.ts';
import { createFakeClock } from '../fake-clock.ts';
import { createFakeFindingsHub, type FakeFindingsHub } from '../fake-findings-hub.ts';
import { backdoor, incidentFindings } from '../make-world.ts';
import { type Ended, makeFolder, runCli, type Surroundings } from '../run-cli.ts';

const NOW = '2026-04-01T00:00:00.000Z';

/** Findings `f-0`, `f-1`, …, each updated a minute after the one before. */
function numbered(count: number): readonly JsonObject[] {
  return Array.from({ length: count }, (_, index) => {
    return makeFinding({
      Id: `f-${index}`,
      UpdatedAt: `2026-03-01T00:${String(index).padStart(2, '0')}:00.000Z`,
    });
  });
}

interface World {
  readonly hub: FakeFindingsHub;
  readonly aws: FakeAws;
  readonly clock: ReturnType<typeof createFakeClock>;
  run(argv: readonly string[], around?: Surroundings): Promise<Ended>;
}

/** A hub on this machine; `disturb` may answer in its place. */
async function makeWorld(
  findings: readonly JsonObject[],
  disturb: (request: FakeRequest, count: number) => ReturnType<FakeFindingsHub['answer']> | undefined = () =>
    undefined,
): Promise<World> {
  const hub = createFakeFindingsHub(findings);
  let count = 0;
  const aws = await startFakeAws((request) => disturb(request, ++count) ?? hub.answer(request));
  const clock = createFakeClock(NOW);
  const run: World['run'] = (argv, around = {}) =>
    runCli(['import', 'security-hub', ...argv], { env: aws.env, clock, ...around });
  return { hub, aws, clock, run };
}

function linesOf(text: string): readonly JsonObject[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
}

/** Ids in the order of the lines. */
function idsOf(text: string): readonly unknown[] {
  return linesOf(text).map(({ Findings }) => (Array.isArray(Findings) ? Findings[0].Id : undefined));
}

function idsIn(out: string): readonly unknown[] {
  return idsOf(readFileSync(out, 'utf8'));
}

const ALL = ['f-0', 'f-1', 'f-2', 'f-3', 'f-4', 'f-5', 'f-6'];

describe('import security-hub', () => {
  it('writes one finding a line, with the instant before it was asked for', async () => {
    const { run, clock } = await makeWorld(numbered(3), () => {
      void clock.sleep(5000);
      return undefined;
    });
    const ended = await run([]);
    expect(ended).toMatchObject({ code: 0, stderr: '3 findings\n' });
    expect(idsOf(ended.stdout)).toEqual(['f-0', 'f-1', 'f-2']);
    expect(linesOf(ended.stdout)[0]).toEqual({ ReadAt: NOW, Findings: [numbered(1)[0]] });
    expect(linesOf(ended.stdout)[2]?.ReadAt).toBe('2026-04-01T00:00:05.000Z');
  });

  it('keeps members that the SDK does not know', async () => {
    const finding = makeFinding({
      Novelty: { of: [1, 2] },
      Resources: [{ Type: 'Other', Id: 'x', Shape: 'round' }],
    });
    const { run } = await makeWorld([finding]);
    expect(linesOf((await run([])).stdout)[0]?.Findings).toEqual([finding]);
  });

  it('is what replay reads, with the time of reading', async () => {
    const { run } = await makeWorld(incidentFindings());
    const { stdout } = await run([]);
    // An event that tells of the same version of the finding, seen before it was read, and then after it.
    const event = (time: string, RecordState: string): string => {
      const detail = { findings: [backdoor({ RecordState })] };
      return JSON.stringify({ 'detail-type': 'Security Hub Findings - Imported', time, detail });
    };
    const before = `${stdout}${event('2026-03-31T23:59:00Z', 'ARCHIVED')}\n`;
    const after = `${stdout}${event('2026-04-01T00:01:00Z', 'ARCHIVED')}\n`;
    const replay = ['replay', '--rules', 'rules', '-'];
    expect((await runCli(replay, { stdin: stdout })).stderr).toContain('1 open, 0 resolved');
    expect((await runCli(replay, { stdin: before })).stderr).toContain('1 open, 0 resolved');
    expect((await runCli(replay, { stdin: after })).stderr).toContain('0 open, 1 resolved');
  });

  it('packs what ends in .gz, and replay reads it', async () => {
    const { run } = await makeWorld(incidentFindings());
    const out = join(makeFolder(), 'hub.ndjson.gz');
    expect((await run(['--out', out])).stdout).toBe('');
    expect(linesOf(gunzipSync(readFileSync(out)).toString())).toHaveLength(5);
    expect((await runCli(['replay', '--rules', 'rules', out])).stderr).toContain('1 open, 0 resolved');
  });

  it('sends at most three requests a second, and six at once', async () => {
    const { run, clock, aws } = await makeWorld(numbered(20));
    expect((await run([])).code).toBe(0);
    expect(aws.requests).toHaveLength(10);
    expect(clock.slept).toHaveLength(4);
    expect(clock.slept.reduce((sum, each) => sum + each, 0)).toBeGreaterThanOrEqual(1333);
  });

  it.each([
    ['throttling', { error: 'TooManyRequestsException', status: 429 }],
    ['a limit', { error: 'LimitExceededException', status: 429 }],
    ['a failure of the service', { error: 'InternalException', status: 500 }],
    ['a connection that breaks', 'hang up' as const],
  ])('waits longer each time and goes on after %s', async (_name, failure) => {
    const { run, clock } = await makeWorld(numbered(7), (_, count) =>
      count >= 2 && count <= 6 ? failure : undefined,
    );
    const ended = await run([]);
    expect(ended.code).toBe(0);
    expect(idsOf(ended.stdout)).toEqual(ALL);
    const pauses = clock.slept.filter((each) => each >= 250 && each !== 334).slice(0, 5);
    expect(pauses).toHaveLength(5);
    for (const [index, pause] of pauses.entries()) expect(pause).toBeLessThanOrEqual(500 * 2 ** index);
    expect(pauses.at(-1)).toBeGreaterThanOrEqual(4000);
  });

  it('gives up on a service that stays down, and goes on from there the next time', async () => {
    let isDown = true;
    const { run, clock, aws } = await makeWorld(numbered(7), (_, count) =>
      isDown && count > 2 ? { error: 'InternalException', status: 503, message: 'no' } : undefined,
    );
    const out = join(makeFolder(), 'hub.ndjson');
    const failed = await run(['--out', out]);
    expect(failed).toMatchObject({ code: 3, stdout: '' });
    expect(failed.stderr).toContain('4 findings');
    expect(failed.stderr).toContain('the same command goes on from there');
    expect(failed.stderr).toContain('error AWS refused: InternalException: no');
    isDown = false;
    const asked = aws.requests.length;
    const ended = await run(['--out', out]);
    expect(ended.code).toBe(0);
    expect(ended.stderr).toContain(`going on with the import of ${NOW}, after 4 findings`);
    expect(idsIn(out)).toEqual(ALL);
    expect(aws.requests).toHaveLength(asked + 2);
    expect(clock.slept.length).toBeGreaterThan(5);
  });

  describe('interrupted after some pages', () => {
    async function interrupted(argv: readonly string[] = []) {
      const interruption = new AbortController();
      const world = await makeWorld(numbered(7), (_, count) => {
        if (count === 3) interruption.abort();
        return undefined;
      });
      const folder = makeFolder();
      const out = join(folder, 'hub.ndjson');
      const ended = await world.run(['--out', out, ...argv], { signal: interruption.signal });
      expect(ended).toMatchObject({ code: 130, stdout: '' });
      expect(readdirSync(folder).sort()).toEqual(['.hub.ndjson.import', 'hub.ndjson']);
      expect(idsIn(out)).toEqual(['f-0', 'f-1', 'f-2', 'f-3']);
      return { ...world, folder, out };
    }

    it('goes on with the next page', async () => {
      const { run, out, folder } = await interrupted();
      expect((await run(['--out', out])).code).toBe(0);
      expect(idsIn(out)).toEqual(ALL);
      expect(readdirSync(folder)).toEqual(['hub.ndjson']);
    });

    it('cuts off a line that was torn', async () => {
      const { run, out } = await interrupted();
      writeFileSync(out, `${readFileSync(out, 'utf8')}{"ReadAt":"2026-${'0'.repeat(100_000)}`);
      expect((await run(['--out', out])).code).toBe(0);
      expect(idsIn(out)).toEqual(ALL);
    });

    it('asks anew from where it was when the token is no longer known', async () => {
      const { run, out, hub, aws } = await interrupted();
      hub.expireTokens();
      const ended = await run(['--out', out]);
      expect(ended.code).toBe(0);
      expect(ended.stderr).toContain('no longer knows the token');
      expect(ended.stderr).toContain('2026-03-01T00:02:59.999Z or later');
      expect(idsIn(out)).toEqual(['f-0', 'f-1', 'f-2', 'f-3', 'f-3', 'f-4', 'f-5', 'f-6']);
      expect(aws.requests.at(-1)?.body.Filters).toEqual({
        UpdatedAt: [{ Start: '2026-03-01T00:02:59.999Z', End: '2999-12-31T23:59:59.999Z' }],
      });
    });

    it('loses nothing that was updated meanwhile', async () => {
      const { run, out, hub } = await interrupted();
      hub.expireTokens();
      hub.findings = hub.findings.map((finding) =>
        finding.Id === 'f-0' || finding.Id === 'f-5'
          ? { ...finding, UpdatedAt: '2026-03-31T00:00:00.000Z' }
          : finding,
      );
      expect((await run(['--out', out])).code).toBe(0);
      expect(idsIn(out).slice(4)).toEqual(['f-3', 'f-4', 'f-6', 'f-0', 'f-5']);
    });

    it('stays within what was asked for', async () => {
      const filters = JSON.stringify({
        UpdatedAt: [
          { Start: '2026-03-01T00:00:00Z', End: '2026-03-01T00:02:00Z' },
          { Start: '2026-03-01T00:02:00Z', End: '2026-03-01T00:05:00Z' },
          { DateRange: { Value: 31, Unit: 'DAYS' } },
        ],
      });
      const { run, out, hub, aws } = await interrupted(['--filters', filters]);
      hub.expireTokens();
      expect((await run(['--out', out, '--filters', filters])).code).toBe(0);
      expect(aws.requests.at(-1)?.body.Filters).toEqual({
        UpdatedAt: [
          { Start: '2026-03-01T00:02:59.999Z', End: '2026-03-01T00:05:00.000Z' },
          { Start: '2026-03-01T00:02:59.999Z', End: '2999-12-31T23:59:59.999Z' },
        ],
      });
    });

    it('begins at the start when the order of a page says nothing', async () => {
      const interruption = new AbortController();
      const backwards = numbered(7).toReversed();
      const world = await makeWorld(numbered(7), ({ body }, count) => {
        if (count === 3) interruption.abort();
        return body.NextToken === undefined && count < 3
          ? { body: { Findings: backwards.slice(0, 2), NextToken: 'x' } }
          : undefined;
      });
      const out = join(makeFolder(), 'hub.ndjson');
      // The token `x` is none of the hub's: reading goes on, and not from f-6, which came first.
      const ended = await world.run(['--out', out], { signal: interruption.signal });
      expect(ended.stderr).toContain('going on from the start');
      expect((await world.run(['--out', out])).code).toBe(0);
      expect(new Set(idsIn(out))).toEqual(new Set(ALL));
    });

    it.each([
      ['another filter', ['--since', '2026-03-01']],
      ['another Region', ['--region', 'us-east-1']],
    ])('refuses %s', async (_name, argv) => {
      const { run, out } = await interrupted();
      const ended = await run(['--out', out, ...argv]);
      expect(ended).toMatchObject({ code: 3 });
      expect(ended.stderr).toContain('asked for something else');
      expect(idsIn(out)).toHaveLength(4);
    });

    it('begins again where that is wanted', async () => {
      const { run, out } = await interrupted();
      expect((await run(['--out', out, '--restart', '--since', '2026-03-01T00:05:00Z'])).code).toBe(0);
      expect(idsIn(out)).toEqual(['f-5', 'f-6']);
    });

    it.each([
      ['is damaged', 'state', 'is not the state of an import'],
      ['says more than is there', 'file', 'is shorter than the import had written'],
    ])('says when what it goes on from %s', async (_name, which, words) => {
      const { run, out, folder } = await interrupted();
      writeFileSync(which === 'state' ? join(folder, '.hub.ndjson.import') : out, '{"version": 1');
      const ended = await run(['--out', out]);
      expect(ended.code).toBe(3);
      expect(ended.stderr).toContain(words);
      expect(ended.stderr).toContain('--restart');
    });
  });

  it('stops asking when the reader goes away', async () => {
    const { run, aws } = await makeWorld(numbered(7));
    const stdout = new Writable({
      write: (_chunk, _encoding, done) => done(Object.assign(new Error(), { code: 'EPIPE' })),
    });
    expect((await run([], { stdout })).code).toBe(0);
    expect(aws.requests).toHaveLength(1);
  });

  it('gives up on a hub that takes no token', async () => {
    const { run } = await makeWorld(numbered(7), ({ body }) =>
      body.NextToken === undefined ? undefined : { error: 'InvalidInputException' },
    );
    const ended = await run([]);
    expect(ended.code).toBe(3);
    expect(ended.stderr).toContain('refused 4 tokens one after the other');
  });

  it('does not write over a file, unless it is told to', async () => {
    const { run } = await makeWorld(numbered(1));
    const out = join(makeFolder(), 'hub.ndjson');
    writeFileSync(out, 'mine\n');
    const ended = await run(['--out', out]);
    expect(ended.code).toBe(3);
    expect(ended.stderr).toContain('is there already');
    expect(readFileSync(out, 'utf8')).toBe('mine\n');
    expect((await run(['--out', out, '--restart'])).code).toBe(0);
    expect(idsIn(out)).toEqual(['f-0']);
  });

  it('asks for what the options say', async () => {
    const { run, aws } = await makeWorld([]);
    const productArn = 'arn:aws:securityhub:eu-west-1::product/example/scanner';
    const argv = [
      '--since',
      '2d',
      '--product',
      'guardduty',
      'Patch Manager',
      productArn,
      '--severity',
      'HIGH',
      'CRITICAL',
    ];
    const more = ['--account', '111122223333', '--status', 'NEW', '--record-state', 'ACTIVE'];
    const given = ['--filters', '{"Sample": [{"Value": false}]}', '--region', 'us-east-1'];
    expect((await run([...argv, ...more, ...given])).code).toBe(0);
    expect(aws.requests[0]?.scope).toBe('us-east-1/securityhub');
    expect(aws.requests[0]?.body).toEqual({
      MaxResults: 100,
      SortCriteria: [{ Field: 'UpdatedAt', SortOrder: 'asc' }],
      Filters: {
        UpdatedAt: [{ Start: '2026-03-30T00:00:00.000Z', End: '2999-12-31T23:59:59.999Z' }],
        ProductArn: [{ Value: productArn, Comparison: 'EQUALS' }],
        ProductName: [
          { Value: 'GuardDuty', Comparison: 'PREFIX' },
          { Value: 'Systems Manager Patch Manager', Comparison: 'PREFIX' },
        ],
        SeverityLabel: [
          { Value: 'HIGH', Comparison: 'EQUALS' },
          { Value: 'CRITICAL', Comparison: 'EQUALS' },
        ],
        AwsAccountId: [{ Value: '111122223333', Comparison: 'EQUALS' }],
        WorkflowStatus: [{ Value: 'NEW', Comparison: 'EQUALS' }],
        RecordState: [{ Value: 'ACTIVE', Comparison: 'EQUALS' }],
        Sample: [{ Value: false }],
      },
    });
  });

  it('takes filters from a file', async () => {
    const { run, aws } = await makeWorld([]);
    const file = join(makeFolder(), 'filters.json');
    writeFileSync(file, '{"Id": [{"Value": "x", "Comparison": "EQUALS"}]}');
    expect((await run(['--filters', `@${file}`])).code).toBe(0);
    expect(aws.requests[0]?.body.Filters).toEqual({ Id: [{ Value: 'x', Comparison: 'EQUALS' }] });
  });

  it.each([
    ['--since yesterday', '`yesterday` is no time', '30d'],
    ['--product GuardDty', 'there is no product `GuardDty`', 'did you mean `GuardDuty`?'],
    ['--product crowdstrike', 'there is no product `crowdstrike`', 'ProductArn'],
    ['--account 1234', '`1234` is not an account id', '12 digits'],
    ['--severity URGENT', 'Allowed choices are', '--help'],
    ['--region Frankfurt', '`Frankfurt` is not a Region', 'eu-west-1'],
    ['--filters {', '`--filters` is no JSON', 'single quotes'],
    ['--filters []', '`--filters` is no JSON object', 'as GetFindings takes them'],
    ['--filters {"SeverityLabel":"HIGH"}', 'no list of conditions', 'as GetFindings takes them'],
    ['--filters {"SeverityLable":[]}', 'does not filter by `SeverityLable`', 'did you mean `SeverityLabel`?'],
    ['--filters @nowhere.json', 'cannot read `nowhere.json`', ''],
    [
      '--severity HIGH --filters {"SeverityLabel":[]}',
      'both say something about SeverityLabel',
      'in one of them',
    ],
    ['--restart', '`--restart` is about a file', '--out FILE'],
    ['--out /nowhere/at/all', 'cannot write', ''],
  ])('refuses `%s`', async (line, problem, hint) => {
    const { run, aws } = await makeWorld([]);
    const ended = await run(line.split(' '));
    expect(ended).toMatchObject({ code: 3, stdout: '' });
    expect(ended.stderr).toContain(problem);
    expect(ended.stderr).toContain(hint);
    expect(aws.requests).toHaveLength(0);
  });

  it('refuses more than GetFindings takes', async () => {
    const { run } = await makeWorld([]);
    const accounts = Array.from({ length: 21 }, (_, index) => String(111_122_223_333 + index));
    expect((await run(['--account', ...accounts])).stderr).toContain(
      'takes 20 values of AwsAccountId at most, not 21',
    );
    const names = [
      'Id',
      'Title',
      'Type',
      'Region',
      'Sample',
      'Keyword',
      'NoteText',
      'Description',
      'ResourceId',
      'ResourceType',
      'SourceUrl',
    ];
    const filters = JSON.stringify(Object.fromEntries(names.map((name) => [name, []])));
    expect((await run(['--filters', filters])).stderr).toContain('10 attributes at most, not 11');
  });

  it('shows progress on a terminal', async () => {
    const { run } = await makeWorld(numbered(3));
    const { stderr } = await run(['--out', join(makeFolder(), 'x')], { isTerminal: true });
    expect(stderr).toContain('2 findings  ');
    expect(stderr).toContain('updated 2026-03-01 00:01');
  });

  it('leaves no state beside a finished file', async () => {
    const { run } = await makeWorld(numbered(3));
    const folder = makeFolder();
    await run(['--out', 'hub.ndjson'], { cwd: folder });
    expect(idsIn(join(folder, 'hub.ndjson'))).toEqual(['f-0', 'f-1', 'f-2']);
    expect(existsSync(join(folder, '.hub.ndjson.import'))).toBe(false);
  });
});
