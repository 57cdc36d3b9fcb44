import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { incidentFindings } from './make-world.ts';
import { makeFolder, writeLines } from './run-cli.ts';

const MAIN = join('src', 'cli', 'main.ts');

describe('main', () => {
  it('writes data to stdout, and nothing to stderr that is not ours', () => {
    const folder = makeFolder();
    const findings = writeLines(folder, 'findings.ndjson', incidentFindings());
    const argv = [MAIN, 'replay', '--rules', 'rules', '--store', join(folder, 'hub.sqlite'), findings];
    const { status, stdout, stderr } = spawnSync(process.execPath, argv, { encoding: 'utf8' });
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ status: 'open' });
    expect(stderr).toBe(
      `${findings}: ASFF findings\n` +
        'received 5: 4 matched, 1 ignored, 0 duplicate, 0 stale, 0 quarantined; context 0; incidents 1 open, 0 resolved\n',
    );
  });

  it('gives the exit code to the shell', () => {
    expect(spawnSync(process.execPath, [MAIN, 'nothing']).status).toBe(3);
  });

  it('ends quietly when the reader goes away', async () => {
    const child = spawn(process.execPath, [MAIN, 'replay', '--rules', 'rules', 'examples/stories']);
    const stderr: Buffer[] = [];
    child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
    child.stdout.destroy();
    expect(await once(child, 'exit')).toEqual([0, null]);
    expect(Buffer.concat(stderr).toString()).not.toContain('EPIPE');
  });

  it('ends with 130 when it is interrupted while it waits for input', async () => {
    const child = spawn(process.execPath, [MAIN, 'replay', '--rules', 'rules', '-'], {
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    const told: Buffer[] = [];
    child.stderr.on('data', (chunk: Buffer) => told.push(chunk));
    child.stdin.write(`${JSON.stringify({ Findings: [] })}\n`);
    await once(child.stderr, 'data');
    child.kill('SIGINT');
    expect(await once(child, 'exit')).toEqual([130, null]);
    expect(Buffer.concat(told).toString()).toMatch(/error interrupted\n$/);
  });

  it.runIf(process.platform !== 'win32')(
    'is ended by a second interruption, whatever it waits for',
    async () => {
      const folder = makeFolder();
      const findings = writeLines(folder, 'findings.ndjson', incidentFindings());
      const pipe = join(folder, 'pipe');
      spawnSync('mkfifo', [pipe]);
      const pressEvery = async (ms: number) => {
        const child = spawn(process.execPath, [MAIN, 'replay', '--rules', 'rules', findings, pipe]);
        const ended = once(child, 'exit');
        await once(child.stderr, 'data');
        const presses = setInterval(() => child.kill('SIGINT'), ms);
        return ended.finally(() => clearInterval(presses));
      };
      // Pressed before it waits for the pipe, it ends by itself: then it is given more time to come there.
      let end = await pressEvery(100);
      for (let ms = 500; end[0] === 130 && ms <= 8000; ms *= 4) end = await pressEvery(ms);
      expect(end).toEqual([null, 'SIGINT']);
    },
  );
});
