import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** The crate of an emulator that others have made and check against DynamoDB itself (MIT or Apache-2.0). */
const CRATE = 'dynoxide-rs';
const VERSION = '3.2.0';
/** Its server alone, without what imports data or speaks to agents. */
const FEATURES = ['--no-default-features', '--features', 'native-sqlite,http-server,cli'];

const FOLDER: string = join(
  process.env.XDG_CACHE_HOME || join(homedir(), '.cache'),
  'corroborate',
  `${CRATE}-${VERSION}`,
);
const PROGRAM: string = join(FOLDER, 'bin', process.platform === 'win32' ? 'dynoxide.exe' : 'dynoxide');

/** A server that is running. */
export interface Dynoxide {
  readonly endpoint: string;
  stop(): void;
}

/** The emulator's program in the cache of this user; built there first, which takes minutes, when it `installs`. */
export function findDynoxide(installs: boolean): string | undefined {
  if (!existsSync(PROGRAM) && installs) {
    spawnSync('cargo', ['install', CRATE, '--version', VERSION, '--locked', ...FEATURES, '--root', FOLDER], {
      stdio: ['ignore', 'inherit', 'inherit'],
    });
  }
  return existsSync(PROGRAM) ? PROGRAM : undefined;
}

/** Starts the emulator on a free port of this machine; it keeps everything in memory. */
export async function startDynoxide(program: string): Promise<Dynoxide> {
  const port = await freePort();
  const child = spawn(program, ['serve', '--host', '127.0.0.1', '--port', String(port), '--log', 'quiet'], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  await untilListening(child, port);
  return { endpoint: `http://127.0.0.1:${port}`, stop: () => child.kill() };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}

const START_ATTEMPTS = 100;

async function untilListening(child: ChildProcess, port: number): Promise<void> {
  for (let attempt = 0; attempt < START_ATTEMPTS && child.exitCode === null; attempt += 1) {
    if (await isListening(port)) return;
    await sleep(100);
  }
  child.kill();
  throw new Error('dynoxide does not answer');
}

function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}
