import { join } from 'node:path';
import { Annotations, Aws, Tokenization } from 'aws-cdk-lib';
import type { Alarm, Dashboard } from 'aws-cdk-lib/aws-cloudwatch';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { EventBus, type IEventBus } from 'aws-cdk-lib/aws-events';
import type { Key } from 'aws-cdk-lib/aws-kms';
import type { Code } from 'aws-cdk-lib/aws-lambda';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { ITopic, Topic } from 'aws-cdk-lib/aws-sns';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Language } from '../src/core/rule/rule-texts.ts';
import { ENV, RETENTION_DAYS } from '../src/lambda/constants.ts';
import { createAlarms } from './alarms.ts';
import { createDashboard } from './dashboard.ts';
import { type DeployedRules, loadDeployedRules } from './deployed-rules.ts';
import { createKey } from './encryption-key.ts';
import { createEventRules, createSchedule } from './event-rules.ts';
import {
  type Concurrency,
  createInvokeConfig,
  createQueueSource,
  createStreamSource,
  type EventSources,
} from './event-sources.ts';
import { createFunctionCode } from './function-code.ts';
import { createFunctions, type Functions } from './functions.ts';
import { PACKAGE_ROOT } from './package-root.ts';
import { createDeadLetterQueues, createQueue, type DeadLetterQueues, EDGES } from './queues.ts';
import { createTable } from './table.ts';
import { createAlarmTopic, createTopic, subscribe } from './topics.ts';

/** What can be chosen of a `Corroborate`; everything has a default. */
export interface CorroborateProps {
  /** Folder of the rules, as `corroborate lint` takes it. Default: the rules that come with the package. */
  readonly rules?: string;
  /** Days that resolved incidents are kept. Default: 365. */
  readonly retentionDays?: number;
  /** E-mail address that is told of opened and escalated incidents, and of alarms. Default: nobody is. */
  readonly email?: string;
  /** Topic that alarms tell. Default: one is made, which `email` is subscribed to. */
  readonly alarmTopic?: ITopic;
  /** How long the logs of the functions are kept. Default: three months. */
  readonly logRetention?: RetentionDays;
  /**
   * Whether the stack sees a whole organization, in the home Region of Security Hub's delegated administrator, rather
   * than one account. What arrives is settled by where the stack is; this sizes it. Default: false.
   */
  readonly organization?: boolean;
  /**
   * Whether the instances behind a security group are looked up with DescribeNetworkInterfaces, which answers for the
   * stack's own account only. Default: false.
   */
  readonly describeNetworkInterfaces?: boolean;
  /** Language in which incidents speak, where a rule has texts in it. Default: `en`. */
  readonly language?: Language;
  /** Event bus that incidents are announced on. Default: the account's default bus. */
  readonly eventBus?: IEventBus;
  /** What the functions run. Default: the bundles in `bundles` with the rules beside them. */
  readonly code?: Code;
  /** Folder of the bundled functions. Default: that of the package. */
  readonly bundles?: string;
}

/**
 * Corroborate in an account: findings of Security Hub in; incidents out, as findings of Security Hub, as events and
 * by e-mail. Throws RulesError where the rules cannot be deployed. Nothing in it has a fixed name, so that any number
 * can live side by side.
 */
export class Corroborate extends Construct {
  /** What encrypts everything that is kept. */
  readonly key: Key;
  readonly table: Table;
  /** Findings on their way to `ingest`. */
  readonly queue: Queue;
  readonly deadLetterQueues: DeadLetterQueues;
  readonly functions: Functions;
  readonly eventSources: EventSources;
  /** Tells people of opened and escalated incidents. */
  readonly topic: Topic;
  readonly alarmTopic: ITopic;
  readonly alarms: readonly Alarm[];
  readonly dashboard: Dashboard;

  constructor(scope: Construct, id: string, props: CorroborateProps = {}) {
    super(scope, id);
    const deployed = loadDeployedRules(props.rules ?? join(PACKAGE_ROOT, 'rules'));
    for (const text of deployed.warnings) Annotations.of(this).addWarningV2('corroborate:rule', text);

    this.key = createKey(this);
    this.table = createTable(this, this.key);
    this.deadLetterQueues = createDeadLetterQueues(this, this.key);
    this.queue = createQueue(this, this.key, this.deadLetterQueues.ingest);
    this.topic = createTopic(this, this.key);
    this.functions = this.createFunctions(props, deployed);
    this.eventSources = this.connect(props, deployed);

    this.alarmTopic = props.alarmTopic ?? this.createAlarmTopic(props.email);
    if (props.email !== undefined) subscribe(this.topic, props.email, this.deadLetterQueues.notify);
    this.alarms = createAlarms(this, this, this.alarmTopic);
    this.dashboard = createDashboard(this, this, this.table, this.alarms);
  }

  private createFunctions(props: CorroborateProps, { rules }: DeployedRules): Functions {
    const eventBus = props.eventBus ?? EventBus.fromEventBusName(this, 'EventBus', 'default');
    const settings = {
      code: props.code ?? createFunctionCode(rules, props.bundles ?? join(PACKAGE_ROOT, 'dist', 'lambda')),
      environment: this.environment(props, eventBus),
      logRetention: props.logRetention ?? RetentionDays.THREE_MONTHS,
      describe: props.describeNetworkInterfaces ?? false,
    };
    return createFunctions(this, settings, {
      key: this.key,
      table: this.table,
      streamArn: streamArnOf(this.table),
      queue: this.queue,
      deadRecords: this.deadLetterQueues.correlate,
      deadRuns: this.deadLetterQueues.reconcile,
      topic: this.topic,
      eventBus,
    });
  }

  private environment(props: CorroborateProps, eventBus: IEventBus): Record<string, string> {
    const urls = EDGES.map((edge) => `"${edge}":"${this.deadLetterQueues[edge].queueUrl}"`);
    return {
      [ENV.table]: this.table.tableName,
      [ENV.account]: Aws.ACCOUNT_ID,
      [ENV.partition]: Aws.PARTITION,
      [ENV.deadLetters]: this.deadLetterQueues.correlate.queueUrl,
      [ENV.deadLetterQueues]: `{${urls.join(',')}}`,
      [ENV.eventBus]: eventBus.eventBusName,
      [ENV.topic]: this.topic.topicArn,
      [ENV.describe]: String(props.describeNetworkInterfaces ?? false),
      [ENV.language]: props.language ?? 'en',
      [ENV.retentionDays]: Tokenization.stringifyNumber(props.retentionDays ?? RETENTION_DAYS),
    };
  }

  private connect(props: CorroborateProps, { rules }: DeployedRules): EventSources {
    const { ingest, correlate, reconcile } = this.functions;
    const dead = this.deadLetterQueues;
    const concurrency = (props.organization ?? false) ? OF_ORGANIZATION : OF_ACCOUNT;
    createEventRules(this, rules, this.queue, dead.delivery);
    createSchedule(this, reconcile, dead.reconcile);
    createInvokeConfig(this, reconcile, dead.reconcile);
    return {
      queue: createQueueSource(this, ingest, this.queue, concurrency),
      stream: createStreamSource(this, correlate, streamArnOf(this.table), dead.correlate, concurrency),
    };
  }

  private createAlarmTopic(email: string | undefined): Topic {
    const topic = createAlarmTopic(this, this.key);
    if (email !== undefined) subscribe(topic, email, this.deadLetterQueues.notify);
    return topic;
  }
}

/** What one account takes. */
export const OF_ACCOUNT: Concurrency = { ingestMax: 4, correlatePerShard: 2 };
/** What a whole organization takes. */
export const OF_ORGANIZATION: Concurrency = { ingestMax: 20, correlatePerShard: 8 };

function streamArnOf({ tableStreamArn }: Table): string {
  if (tableStreamArn === undefined) throw new Error('the table has no stream');
  return tableStreamArn;
}
