import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkAsff } from '../../../src/format/asff/check-asff.ts';
import { openSqliteStore } from '../../../src/store/sqlite/sqlite-store.ts';
import {
  BUCKET_ARN,
  guardDutyFinding,
  INSTANCE_ARN,
  instanceResource,
  macieFinding,
} from '../../fixtures/make-finding.ts';
import { fillStore } from '../fill-store.ts';
import { backdoor, incidentFindings, RULE, vulnerability } from '../make-world.ts';
import { STORES } from '../open-stores.ts';
import { makeFolder, runCli } from '../run-cli.ts';

const EXFILTRATION = 's3-exfiltration-of-sensitive-data';
const OTHER_ARN = 'arn:aws:ec2:eu-west-1:111122223333:instance/i-0fedcba9876543210';

/** The same incident on another instance, resolved since. */
const RESOLVED = [
  ...[1, 2, 3].map((index) =>
    vulnerability(index, { Id: `other-${index}`, Resources: [instanceResource(OTHER_ARN)] }),
  ),
  backdoor({ Id: 'other', Resources: [instanceResource(OTHER_ARN)] }),
  backdoor({
    Id: 'other',
    Resources: [instanceResource(OTHER_ARN)],
    RecordState: 'ARCHIVED',
    UpdatedAt: '2026-03-05T00:00:00.000Z',
  }),
];

const BUCKET = [
  macieFinding(),
  guardDutyFinding({
    Id: 'exfiltration',
    Types: ['TTPs/Exfiltration:S3-AnomalousBehavior'],
    Resources: [{ Type: 'AwsS3Bucket', Id: BUCKET_ARN }],
  }),
];

const WORLD = [...incidentFindings(), ...RESOLVED, ...BUCKET];

function idsOf(stdout: string): readonly string[] {
  return stdout.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line).id]));
}

describe.each(Object.entries(STORES))('incidents of %s', (_kind, open) => {
  it('are listed, the most pressing first', async () => {
    const { name, env } = await open(WORLD);
    const ended = await runCli(['incidents', 'list', '--store', name], { env });
    expect(ended).toMatchObject({ code: 0, stderr: '3 incidents: 2 open, 1 resolved\n' });
    const listed = ended.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(listed.map(({ status }) => status)).toEqual(['open', 'open', 'resolved']);
    expect(listed.map(({ entity }) => entity.id)).toEqual([INSTANCE_ARN, BUCKET_ARN, OTHER_ARN]);
    expect(listed[0]).toMatchObject({ schemaVersion: '1.0', rule: { id: RULE } });
  });

  it.each([
    [['--status', 'open'], 2],
    [['--status', 'resolved'], 1],
    [['--rule', EXFILTRATION], 1],
    [['--severity', 'CRITICAL', 'HIGH'], 3],
    [['--severity', 'LOW'], 0],
    [['--limit', '2'], 2],
  ])('are chosen by %j', async (argv, count) => {
    const { name, env } = await open(WORLD);
    const { stdout } = await runCli(['incidents', 'list', '--store', name, ...argv], { env });
    expect(idsOf(stdout)).toHaveLength(count);
  });

  it('say how many there are beyond the limit', async () => {
    const { name, env } = await open(WORLD);
    const { stderr } = await runCli(['incidents', 'list', '--store', name, '--limit', '1'], { env });
    expect(stderr).toBe('1 of 3 incidents: 1 open, 0 resolved\n');
  });

  it('are shown by the beginning of the id', async () => {
    const { name, env } = await open(WORLD);
    const list = await runCli(['incidents', 'list', '--store', name], { env });
    const [id = ''] = idsOf(list.stdout);
    for (const given of [id, id.slice(0, 8)]) {
      const shown = await runCli(['incidents', 'show', '--store', name, given], { env });
      expect(shown).toMatchObject({ code: 0, stderr: '' });
      expect(`${JSON.stringify(JSON.parse(shown.stdout))}\n`).toBe(`${list.stdout.split('\n')[0]}\n`);
    }
  });

  it('are shown as a finding that Security Hub takes', async () => {
    const { name, env } = await open(WORLD);
    const [id = ''] = idsOf((await runCli(['incidents', 'list', '--store', name], { env })).stdout);
    const publisher = ['--account', '111122223333', '--region', 'eu-west-1'];
    const argv = ['incidents', 'show', '--store', name, id, '-o', 'asff', '--rules', 'rules', ...publisher];
    const { code, stdout } = await runCli(argv, { env });
    expect(code).toBe(0);
    const findings = JSON.parse(stdout);
    expect(findings).toHaveLength(1);
    expect(checkAsff(findings[0])).toEqual([]);
  });
});

describe('incidents', () => {
  async function open(findings: Parameters<typeof fillStore>[1] = WORLD): Promise<string> {
    const name = join(makeFolder(), 'hub.sqlite');
    const store = openSqliteStore(name);
    await fillStore(store, findings);
    await store.close();
    return name;
  }

  it('are a table for people', async () => {
    const ended = await runCli(['incidents', 'list', '--store', await open(), '-o', 'table'], {
      columns: 120,
    });
    await expect(ended.stdout).toMatchFileSnapshot('../golden/incidents-list.table.txt');
    const colored = await runCli(['incidents', 'list', '--store', await open()], {
      isTerminal: true,
      columns: 120,
    });
    expect(colored.stdout).toContain('\u001b[1mCRITICAL');
  });

  it('are an array of JSON', async () => {
    const { stdout } = await runCli(['incidents', 'list', '--store', await open([]), '-o', 'json']);
    expect(stdout).toBe('[]\n');
  });

  it.each([
    ['open', INSTANCE_ARN],
    ['resolved', OTHER_ARN],
  ])('are a page for people, with all evidence: %s', async (name, entity) => {
    const store = await open();
    const { stdout: list } = await runCli(['incidents', 'list', '--store', store, '-o', 'json']);
    const { id } = JSON.parse(list).find(
      (incident: { entity: { id: string } }) => incident.entity.id === entity,
    );
    const ended = await runCli(['incidents', 'show', '--store', store, id, '-o', 'text'], { columns: 100 });
    await expect(ended.stdout).toMatchFileSnapshot(`../golden/incidents-show.${name}.txt`);
  });

  it('say how much evidence there is beyond what is listed', async () => {
    const more = Array.from({ length: 105 }, (_, index) => backdoor({ Id: `backdoor-${index}` }));
    const store = await open([...incidentFindings(), ...more]);
    const [id = ''] = idsOf((await runCli(['incidents', 'list', '--store', store])).stdout);
    const { stdout } = await runCli(['incidents', 'show', '--store', store, id, '-o', 'text']);
    expect(stdout).toContain('backdoor: 106, 1 required, satisfied');
    expect(stdout).toContain('    and 6 more\n');
  });

  it('are shown harmlessly', async () => {
    const store = await open([
      ...incidentFindings(),
      backdoor({ Id: 'hostile', Title: 'red \u001b[31m\u202e' }),
    ]);
    const [id = ''] = idsOf((await runCli(['incidents', 'list', '--store', store])).stdout);
    const { stdout } = await runCli(['incidents', 'show', '--store', store, id, '-o', 'text']);
    for (const harmful of ['\u001b', '\u202e']) expect(stdout).not.toContain(harmful);
    expect(stdout).toContain('“red \ufffd[31m\ufffd”');
  });

  it.each([
    ['list', ['list', '--store', 'nowhere.sqlite'], 'cannot be opened'],
    ['no such incident', ['show', 'ffff'], 'there is no incident `ffff`'],
    ['an id that says nothing', ['show', ''], 'there is no incident ``'],
    ['half a publisher', ['show', 'x', '-o', 'asff'], '`-o asff` needs `--account` and `--region`'],
    ['a limit that is none', ['list', '--limit', '0'], 'It is no whole number above 0'],
    ['a table without a name', ['list', '--store', 'dynamodb:'], '`dynamodb:` names no table'],
    ['no store', ['list', '-o', 'json'], "required option '--store <store>' not specified"],
  ])('refuse %s', async (name, argv, problem) => {
    const store = argv.includes('--store') || name === 'no store' ? [] : ['--store', await open()];
    const ended = await runCli(['incidents', ...argv, ...store]);
    expect(ended).toMatchObject({ code: 3, stdout: '' });
    expect(ended.stderr).toContain(problem);
  });

  it('ask which one is meant', async () => {
    const findings = Array.from(
      { length: 17 },
      (_, at) => `arn:aws:ec2:eu-west-1:111122223333:instance/i-${at}`,
    ).flatMap((arn) => [
      backdoor({ Id: `b ${arn}`, Resources: [instanceResource(arn)] }),
      ...[1, 2, 3].map((index) =>
        vulnerability(index, { Id: `${arn} ${index}`, Resources: [instanceResource(arn)] }),
      ),
    ]);
    const store = await open(findings);
    const ids = idsOf((await runCli(['incidents', 'list', '--store', store])).stdout);
    // Seventeen ids have sixteen first digits to begin with.
    const twice = ids.map((id) => id.slice(0, 1)).find((first, at, all) => all.indexOf(first) !== at) ?? '';
    const { code, stderr } = await runCli(['incidents', 'show', '--store', store, twice]);
    expect(code).toBe(3);
    expect(stderr).toContain(`more than one incident begins with \`${twice}\``);
    expect(stderr).toContain(ids.filter((id) => id.startsWith(twice)).sort()[0]);
  });

  it('are not replayed into a table', async () => {
    const ended = await runCli([
      'replay',
      '--store',
      'dynamodb:incidents',
      '--rules',
      'rules',
      'examples/stories',
    ]);
    expect(ended.code).toBe(3);
    expect(ended.stderr).toContain('only its functions write');
  });
});
