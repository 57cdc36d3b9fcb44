import { Duration } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { FUNCTION_NAMES, type FunctionName } from '../src/lambda/constants.ts';
import type { Functions } from './functions.ts';
import { metricOf } from './metrics.ts';
import { type DeadLetterQueues, EDGES, type Edge } from './queues.ts';

/** Where every alarm is explained. */
const RUNBOOK = 'docs/runbook.md';

/** What is watched. */
export interface Watched {
  readonly functions: Functions;
  readonly queue: Queue;
  readonly deadLetterQueues: DeadLetterQueues;
}

/** Makes the alarms; each tells the topic when it goes off and when it is over. */
export function createAlarms(scope: Construct, watched: Watched, topic: ITopic): readonly Alarm[] {
  return alarmsOf(watched).map(({ id, says, metric, above, ofPeriods, isToldOnceAPeriod = false }) => {
    const alarm = new Alarm(scope, id, {
      alarmDescription: `Corroborate: ${says}. What to do: ${RUNBOOK}, ${id}`,
      metric,
      threshold: above,
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      evaluationPeriods: ofPeriods,
      datapointsToAlarm: ofPeriods,
      treatMissingData: isToldOnceAPeriod ? TreatMissingData.IGNORE : TreatMissingData.NOT_BREACHING,
    });
    alarm.addAlarmAction(new SnsAction(topic));
    alarm.addOkAction(new SnsAction(topic));
    return alarm;
  });
}

/** An alarm: what it says when `metric` is above a number for so many periods of five minutes in a row. */
interface AlarmDefinition {
  readonly id: string;
  readonly says: string;
  readonly metric: IMetric;
  readonly above: number;
  readonly ofPeriods: number;
  /** Whoever tells it runs as often as a period is long: one that it misses by a moment says nothing. */
  readonly isToldOnceAPeriod?: boolean;
}

const PERIOD = Duration.minutes(5);
const QUARTER_HOUR_SECONDS = 900;

function alarmsOf({ functions, queue, deadLetterQueues }: Watched): readonly AlarmDefinition[] {
  return [
    ...EDGES.map((edge) => deadLetters(edge, deadLetterQueues[edge])),
    {
      id: 'QueueAge',
      says: 'findings wait in the queue for more than 15 minutes',
      metric: queue.metricApproximateAgeOfOldestMessage({ period: PERIOD, statistic: 'Maximum' }),
      above: QUARTER_HOUR_SECONDS,
      ofPeriods: 2,
    },
    {
      id: 'StreamAge',
      says: 'changes wait in the stream for more than 15 minutes; it forgets them after 24 hours',
      metric: functions.correlate.metric('IteratorAge', { period: PERIOD, statistic: 'Maximum' }),
      above: QUARTER_HOUR_SECONDS * 1000,
      ofPeriods: 2,
    },
    ...FUNCTION_NAMES.flatMap((name) => ofFunction(name, functions)),
    ...(['correlate', 'reconcile'] as const).map((name) => lostDeadLetters(name, functions)),
    {
      id: 'ImportDenied',
      says: 'Security Hub refuses our findings: it is off, or the permission is gone',
      metric: metricOf('importDenied', 'Sum', PERIOD),
      above: 0,
      ofPeriods: 1,
    },
    {
      id: 'ImportFailures',
      says: 'incidents could not be delivered, two times five minutes in a row',
      metric: metricOf('importFailures', 'Sum', PERIOD),
      above: 0,
      ofPeriods: 2,
    },
    {
      id: 'Undelivered',
      says: 'incidents have been waiting to be delivered for 15 minutes',
      metric: metricOf('undelivered', 'Maximum', PERIOD),
      above: 0,
      ofPeriods: 3,
      isToldOnceAPeriod: true,
    },
    {
      id: 'RulesChanged',
      says: 'rules have changed, and findings that came before have not been read by the new ones',
      metric: metricOf('rulesChanged', 'Maximum', PERIOD),
      above: 0,
      ofPeriods: 2,
      isToldOnceAPeriod: true,
    },
  ];
}

const DEAD_LETTERS: Readonly<Record<Edge, { id: string; says: string }>> = {
  delivery: { id: 'DeadDeliveriesAlarm', says: 'EventBridge could not put findings into the queue' },
  ingest: { id: 'DeadMessagesAlarm', says: 'findings could not be filed after five attempts' },
  correlate: { id: 'DeadRecordsAlarm', says: 'changes of evidence could not be judged' },
  reconcile: { id: 'DeadRunsAlarm', says: 'a run of reconcile failed or could not be started' },
  notify: { id: 'DeadNotificationsAlarm', says: 'an e-mail could not be sent' },
};

function deadLetters(edge: Edge, queue: Queue): AlarmDefinition {
  const metric = queue.metricApproximateNumberOfMessagesVisible({ period: PERIOD, statistic: 'Maximum' });
  return { ...DEAD_LETTERS[edge], metric, above: 0, ofPeriods: 1 };
}

function ofFunction(name: FunctionName, functions: Functions): readonly AlarmDefinition[] {
  return [
    {
      id: `${capital(name)}Errors`,
      says: `${name} fails, two times five minutes in a row`,
      metric: functions[name].metricErrors({ period: PERIOD }),
      above: 0,
      ofPeriods: 2,
    },
    {
      id: `${capital(name)}Throttles`,
      says: `the account's limit of Lambda keeps ${name} from running, three times five minutes in a row`,
      metric: functions[name].metricThrottles({ period: PERIOD }),
      above: 0,
      ofPeriods: 3,
    },
  ];
}

/** The way to the queue of dead letters can fail too, and then nothing is in it. */
function lostDeadLetters(name: 'correlate' | 'reconcile', functions: Functions): AlarmDefinition {
  return {
    id: `${capital(name)}LostDeadLetters`,
    says: `what ${name} could not process did not reach its queue of dead letters`,
    metric: functions[name].metric('DestinationDeliveryFailures', { period: PERIOD, statistic: 'Sum' }),
    above: 0,
    ofPeriods: 1,
  };
}

function capital(name: string): string {
  return name.slice(0, 1).toUpperCase() + name.slice(1);
}
