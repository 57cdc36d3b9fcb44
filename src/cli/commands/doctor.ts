import { type Command, Option } from 'commander';
import type { Rule } from '../../core/rule/rule.ts';
import type { Store } from '../../store.ts';
import { type AwsOptions, addAwsOptions } from '../aws/aws-options.ts';
import { toClientSettings } from '../aws/client-settings.ts';
import { SYSTEM_CLOCK } from '../clock.ts';
import { ask, type Check, exitCodeOf } from '../doctor/check.ts';
import { CHECK_FORMATS, toCheckJson, toCheckTable } from '../doctor/check-report.ts';
import { checkDeadLetters } from '../doctor/dead-letter-checks.ts';
import { loadHeartbeat } from '../doctor/heartbeat.ts';
import { checkHub } from '../doctor/hub-checks.ts';
import { checkMacie } from '../doctor/macie-check.ts';
import { checkEvents, checkRules } from '../doctor/table-checks.ts';
import { isTable, openTable, openTableStore, type StoreToRead } from '../open-table-store.ts';
import { readRules } from '../read-rules.ts';
import type { Session } from '../session.ts';
import { UsageError } from '../usage-error.ts';

/** Adds `doctor`: whether an account is set up so that the rules can hold, and whether the deployment works. */
export function addDoctorCommand(program: Command, session: Session): void {
  const command = program
    .command('doctor')
    .description('check that an account sends what the rules need, and that a deployment takes it')
    .option('--store <table>', 'dynamodb:TABLE of the deployment to check too')
    .option('--rules <dir>', 'folder of rules (default: rules/, else the rules of the package)')
    .addOption(
      new Option('-o, --output <format>', 'default: table on a terminal, json otherwise').choices(
        CHECK_FORMATS,
      ),
    );
  addAwsOptions(command)
    .addHelpText('after', EXAMPLES)
    .action(async (options: DoctorOptions) => {
      await doctor(options, session);
    });
}

const EXAMPLES = `
Examples:
  $ corroborate doctor --region eu-west-1
  $ corroborate doctor --store dynamodb:corroborate --rules my-rules --profile security`;

interface DoctorOptions extends AwsOptions {
  readonly store?: string;
  readonly rules?: string;
  readonly output?: (typeof CHECK_FORMATS)[number];
}

async function doctor(options: DoctorOptions, session: Session): Promise<void> {
  const { store } = options;
  if (store !== undefined && !isTable(store)) {
    throw new UsageError(`\`${store}\` is no deployed table`, { hint: 'write `--store dynamodb:TABLE`' });
  }
  const rules = await readRules(session, options.rules);
  const checks = [
    ...(await checkAccount(rules, options, session)),
    ...(store === undefined ? [] : await checkDeployment(rules, { ...options, store }, session)),
  ];
  const { out, isOutputColored } = session;
  const format = options.output ?? (out.isTerminal ? 'table' : 'json');
  const text =
    format === 'json'
      ? `${JSON.stringify(toCheckJson(checks), undefined, 2)}\n`
      : toCheckTable(checks, out.columns, isOutputColored);
  await out.write(text);
  session.exitCode = exitCodeOf(checks);
}

async function checkAccount(
  rules: readonly Rule[],
  options: AwsOptions,
  session: Session,
): Promise<readonly Check[]> {
  const { SecurityHubClient } = await import('@aws-sdk/client-securityhub');
  const { Macie2Client } = await import('@aws-sdk/client-macie2');
  const hub = new SecurityHubClient(toClientSettings(session, options, 'SECURITYHUB'));
  const macie = new Macie2Client(toClientSettings(session, options, 'MACIE2'));
  try {
    return [...(await checkHub(hub, rules)), ...(await checkMacie(macie, rules))];
  } finally {
    hub.destroy();
    macie.destroy();
  }
}

async function checkDeployment(
  rules: readonly Rule[],
  choice: StoreToRead,
  session: Session,
): Promise<readonly Check[]> {
  const store = await openTableStore(session, choice);
  try {
    return await ask('table', () => checkTable(rules, store, choice, session));
  } finally {
    await store.close();
  }
}

async function checkTable(
  rules: readonly Rule[],
  store: Store,
  choice: StoreToRead,
  session: Session,
): Promise<readonly Check[]> {
  const { SQSClient } = await import('@aws-sdk/client-sqs');
  const { client, table } = await openTable(session, choice);
  // What a table says is no place to send signed requests to: queues are asked for in the Region of the options.
  const sqs = new SQSClient({ ...toClientSettings(session, choice, 'SQS'), useQueueUrlAsEndpoint: false });
  try {
    const heartbeat = await loadHeartbeat(client, table);
    if (heartbeat === 'no table') return [toTableMissing(table)];
    const nowMs = (session.io.clock ?? SYSTEM_CLOCK).nowMs();
    return [
      checkEvents(heartbeat, nowMs),
      ...(await checkDeadLetters(sqs, heartbeat)),
      ...(await ask('rules', async () => [await checkRules(rules, store, heartbeat)])),
    ];
  } finally {
    client.destroy();
    sqs.destroy();
  }
}

function toTableMissing(table: string): Check {
  return {
    name: 'table',
    status: 'fail',
    text: `there is no table \`${table}\` in this account and Region`,
    hint: 'the stack tells its name; check `--region` and `--profile`',
  };
}
