import type { Command } from 'commander';
import { addAwsOptions } from '../aws/aws-options.ts';
import { languageOption } from '../language-option.ts';
import { serve } from '../serve/serve.ts';
import type { ServeOptions } from '../serve/serve-options.ts';
import { toByteCount } from '../serve/to-byte-count.ts';
import { toPort } from '../serve/to-port.ts';
import type { Session } from '../session.ts';

/** Adds `serve`: the console and its API. */
export function addServeCommand(program: Command, session: Session): void {
  const command = program
    .command('serve')
    .description('serve the console and its API over a store')
    .argument('[input...]', 'findings to read first: files, folders, globs, or -')
    .option('--store <store>', 'SQLite file that is kept, or dynamodb:TABLE for a deployed table')
    .option('--rebuild', 'empty the store first, after a change of rules')
    .option('--rules <dir>', 'folder of rules (default: rules/, else the rules of the package)')
    .addOption(languageOption())
    .option('--watch <dir>', 'read files as they appear in a folder')
    .option('--read-only', 'only look: no handling of incidents, no findings taken in')
    .option('--user <name>', 'who handles incidents here (default: your name on this machine)')
    .option('--body-limit <size>', 'largest body of posted findings: 500KiB, 32MiB', toByteCount)
    .option('--port <number>', 'port, 0 for any that is free', toPort, 4747)
    .option('--host <host>', 'host or address to listen on', '127.0.0.1')
    .option('--allow-host <name...>', 'other names, or name:port, under which the server is reached')
    .option('--tls-cert <file>', 'certificate chain to serve over TLS with, PEM')
    .option('--tls-key <file>', 'its private key, PEM')
    .option('--insecure-http', 'let others read along: no TLS on a host that is not this machine alone');
  addAwsOptions(command)
    .addHelpText('after', HELP)
    .action(async (inputs: string[], options: ServeOptions) => {
      session.exitCode = await serve(inputs, options, session);
    });
}

const HELP = `
Programs reach the API with the token in CORROBORATE_API_TOKEN, 32 characters or more:
  $ curl -H "Authorization: Bearer $CORROBORATE_API_TOKEN" --data-binary @today.ndjson.gz http://127.0.0.1:4747/api/findings

Examples:
  $ corroborate serve findings/
  $ corroborate serve --store hub.sqlite --watch incoming/
  $ corroborate serve --store dynamodb:corroborate --region eu-west-1
  $ corroborate serve --store hub.sqlite --host 0.0.0.0 --allow-host soc.example.org --tls-cert cert.pem --tls-key key.pem`;
