import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import type { Clock } from '../../../src/cli/clock.ts';
import { type AccountClock, createClock } from '../../account/account-clock.ts';
import { TEST_ACCOUNT } from '../../account/account-identity.ts';
import { startServer } from '../../account/http/start-server.ts';
import { SecurityHub } from '../../account/security-hub/security-hub.ts';
import { createSecurityHubService } from '../../account/security-hub/security-hub-service.ts';
import { makeFinding } from '../../fixtures/make-finding.ts';
import { environmentOf } from '../fake-aws.ts';
import { incidentFindings } from '../make-world.ts';
import { makeFolder, runCli } from '../run-cli.ts';

/** The clock of an account as a command sees it; `slept` lists its pauses. */
function asCliClock(clock: AccountClock): Clock & { readonly slept: readonly number[] } {
  const slept: number[] = [];
  return {
    slept,
    nowMs: () => clock.now(),
    sleep: async (durationMs) => {
      slept.push(durationMs);
      clock.advance(durationMs);
    },
  };
}

it('reads a strict Security Hub to its end without being throttled, and replays to the incident', async () => {
  const clock = createClock();
  const hub = new SecurityHub({ identity: TEST_ACCOUNT, clock });
  const noise = Array.from({ length: 1400 }, (_, index) => makeFinding({ Id: `noise-${index}` }));
  for (const finding of [...noise, ...incidentFindings()]) hub.receive(finding);
  const services = new Map([['securityhub', createSecurityHubService(hub, clock)]]);
  const server = await startServer({ services });
  onTestFinished(() => server.close());

  const out = join(makeFolder(), 'hub.ndjson');
  const cliClock = asCliClock(clock);
  const around = { env: environmentOf(server.endpoint), clock: cliClock };
  const ended = await runCli(['import', 'security-hub', '--out', out], around);
  expect(ended).toMatchObject({ code: 0, stderr: `1,405 findings in \`${out}\`\n` });
  expect(readFileSync(out, 'utf8').split('\n')).toHaveLength(1406);
  // Fifteen requests: six at once, and a third of a second before each of the others. Throttling would cost longer.
  expect(cliClock.slept).toHaveLength(9);
  expect(Math.max(...cliClock.slept)).toBeLessThanOrEqual(334);

  const replayed = await runCli(['replay', '--rules', 'rules', out]);
  expect(replayed.stderr).toContain('1 open, 0 resolved');
});
