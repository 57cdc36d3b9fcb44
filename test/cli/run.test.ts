import { Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { EXIT, EXIT_CODE_MEANINGS } from '../../src/cli/exit-code.ts';
import { incidentFindings } from './make-world.ts';
import { makeFolder, runCli, writeLines } from './run-cli.ts';

function failingStream(code: string): Writable & { writes: number } {
  const stream = Object.assign(
    new Writable({
      write(_chunk, _encoding, done) {
        stream.writes += 1;
        done(Object.assign(new Error(code), { code }));
      },
    }),
    { writes: 0 },
  );
  return stream;
}

describe('run', () => {
  it.each([
    ['--help'],
    ['replay', '--help'],
    ['explain', '--help'],
    ['incidents', 'list', '--help'],
    ['incidents', 'show', '--help'],
    ['import', 'security-hub', '--help'],
    ['doctor', '--help'],
    ['lint', '--help'],
    ['test', '--help'],
    ['backtest', '--help'],
    ['near-misses', '--help'],
    ['rules', 'list', '--help'],
    ['rules', 'show', '--help'],
    ['rules', 'docs', '--help'],
    ['coverage', '--help'],
    ['init', '--help'],
    ['completion', '--help'],
  ])('shows help: %s %s %s', async (...argv) => {
    const ended = await runCli(
      argv.filter((word) => word !== undefined),
      { columns: 100 },
    );
    expect(ended).toMatchObject({ code: 0, stderr: '' });
    const name = argv.filter((word) => word !== '--help').join('-') || 'corroborate';
    await expect(ended.stdout).toMatchFileSnapshot(`golden/help.${name}.txt`);
  });

  it('tells its version', async () => {
    expect(await runCli(['--version'])).toEqual({ code: 0, stdout: '0.1.0\n', stderr: '' });
  });

  it.each([
    ['repaly', "unknown command 'repaly'", 'did you mean replay?'],
    ['replay --stor x y', "unknown option '--stor'", 'did you mean --store?'],
    ['rules lst', "unknown command 'lst'", 'did you mean list?'],
    ['explain x', "required option '--rule <id>' not specified", '--help'],
    ['completion tcsh', 'Allowed choices are bash, zsh, fish', '--help'],
    ['lint --outptu sarif', "unknown option '--outptu'", 'did you mean --output?'],
  ])('refuses `%s`', async (line, problem, hint) => {
    const ended = await runCli(line.split(' '));
    expect(ended).toMatchObject({ code: 3, stdout: '' });
    expect(ended.stderr).toContain(problem);
    expect(ended.stderr).toContain(hint);
  });

  it('shows what there is when nothing is asked', async () => {
    const ended = await runCli([]);
    expect(ended).toMatchObject({ code: 3, stdout: '' });
    expect(ended.stderr).toContain('Usage: corroborate');
  });

  it('makes what the user typed harmless', async () => {
    const { stderr } = await runCli(['\u001b[31mred']);
    expect(stderr).not.toContain('\u001b');
  });

  it('stops quietly when the reader goes away, and keeps its exit code', async () => {
    const findings = writeLines(makeFolder(), 'findings.ndjson', incidentFindings());
    const stdout = failingStream('EPIPE');
    const replay = ['replay', '--rules', 'rules', findings];
    expect((await runCli(replay, { stdout })).code).toBe(0);
    expect(stdout.writes).toBe(1);
    const failing = await runCli([...replay, '--fail-on', 'LOW'], { stdout: failingStream('EPIPE') });
    expect(failing.code).toBe(1);
    expect(failing.stderr).not.toContain('EPIPE');
  });

  it('says when the output cannot be written', async () => {
    const findings = writeLines(makeFolder(), 'findings.ndjson', incidentFindings());
    const ended = await runCli(['replay', '--rules', 'rules', findings], { stdout: failingStream('ENOSPC') });
    expect(ended.code).toBe(3);
    expect(ended.stderr).toContain('the output cannot be written: ENOSPC');
  });

  it('owns up to its bugs, and shows the stack on demand', async () => {
    const stdout = new Writable();
    stdout.write = () => {
      throw new TypeError('surprise');
    };
    const ended = await runCli(['rules', 'list', '--rules', 'rules'], { stdout });
    expect(ended.code).toBe(70);
    expect(ended.stderr).toContain('error a bug of corroborate: surprise\n');
    expect(ended.stderr).toContain('--debug');
    expect(ended.stderr).not.toContain('    at ');
    const debugged = await runCli(['rules', 'list', '--rules', 'rules', '--debug'], { stdout });
    expect(debugged.stderr).toContain('TypeError: surprise\n');
    expect(debugged.stderr).toContain('    at ');
  });

  it('ends when it is interrupted', async () => {
    const findings = writeLines(makeFolder(), 'findings.ndjson', incidentFindings());
    const ended = await runCli(['replay', '--rules', 'rules', findings], { signal: AbortSignal.abort() });
    expect(ended).toMatchObject({ code: 130, stdout: '' });
    expect(ended.stderr).toContain('interrupted');
  });

  it.each(['20', '0', '-5', 'many', '1e9', 'Infinity'])(
    'writes tables where COLUMNS is %s',
    async (columns) => {
      const findings = writeLines(makeFolder(), 'findings.ndjson', incidentFindings());
      const ended = await runCli(['replay', '--rules', 'rules', '-o', 'table', findings], {
        env: { COLUMNS: columns },
      });
      expect(ended).toMatchObject({ code: 0, stdout: expect.stringMatching(/^SEVERITY/) });
    },
  );

  it('explains every exit code', () => {
    expect(EXIT_CODE_MEANINGS.map(([code]) => code)).toEqual(Object.values(EXIT));
  });

  it('shows progress on a terminal, and clears it before it says something else', async () => {
    const findings = writeLines(makeFolder(), 'findings.ndjson', incidentFindings());
    const { stderr } = await runCli(['replay', '--rules', 'rules', findings], {
      isTerminal: true,
      columns: 90,
    });
    expect(stderr).toContain('\r\u001b[K5 findings  ');
    expect(stderr).toContain('incidents open\r\u001b[Kreceived 5');
    expect((await runCli(['replay', '--rules', 'rules', findings])).stderr).not.toContain('\u001b');
  });
});
