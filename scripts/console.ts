// Makes dist/console: the page that `serve` shows.
import { buildConsole } from './build-console.ts';

await buildConsole();
