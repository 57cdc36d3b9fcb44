import { Duration } from 'aws-cdk-lib';
import {
  type Alarm,
  AlarmStatusWidget,
  Dashboard,
  GraphWidget,
  type IMetric,
  type IWidget,
} from 'aws-cdk-lib/aws-cloudwatch';
import { Operation, type Table } from 'aws-cdk-lib/aws-dynamodb';
import type { Construct } from 'constructs';
import { FUNCTION_NAMES, type METRICS } from '../src/lambda/constants.ts';
import type { Watched } from './alarms.ts';
import { metricOf } from './metrics.ts';
import { EDGES } from './queues.ts';

const PERIOD = Duration.minutes(5);
const WIDTH = 12;

/** What goes in, what comes out, how late, and what it takes. */
export function createDashboard(
  scope: Construct,
  watched: Watched,
  table: Table,
  alarms: readonly Alarm[],
): Dashboard {
  const { functions, queue, deadLetterQueues } = watched;
  const dashboard = new Dashboard(scope, 'Dashboard', { defaultInterval: Duration.days(1) });
  dashboard.addWidgets(new AlarmStatusWidget({ title: 'Alarms', width: 2 * WIDTH, alarms: [...alarms] }));
  dashboard.addWidgets(
    graph(
      'Findings',
      sums(['received', 'matched', 'ignored', 'duplicate', 'stale', 'quarantined', 'context']),
    ),
    graph('Incidents', sums(['opened', 'updated', 'resolved'])),
  );
  dashboard.addWidgets(
    graph('Lag from the event to the decision, milliseconds', [
      metricOf('lagMs', 'p50', PERIOD, 'half'),
      metricOf('lagMs', 'p99', PERIOD, '99 of 100'),
    ]),
    graph(
      'Waiting',
      [queue.metricApproximateNumberOfMessagesVisible({ period: PERIOD, label: 'messages in the queue' })],
      [
        functions.correlate.metric('IteratorAge', {
          period: PERIOD,
          label: 'age of the stream, milliseconds',
        }),
      ],
    ),
  );
  dashboard.addWidgets(
    graph('Delivery', sums(['imported', 'importFailures', 'importDenied', 'undelivered'])),
    graph(
      'Dead letters',
      EDGES.map((edge) =>
        deadLetterQueues[edge].metricApproximateNumberOfMessagesVisible({ period: PERIOD, label: edge }),
      ),
    ),
  );
  dashboard.addWidgets(
    graph(
      'Invocations and errors',
      FUNCTION_NAMES.map((name) => functions[name].metricInvocations({ period: PERIOD, label: name })),
      FUNCTION_NAMES.map((name) => functions[name].metricErrors({ period: PERIOD, label: `${name} errors` })),
    ),
    graph('Duration, 99 of 100', [
      ...FUNCTION_NAMES.map((name) =>
        functions[name].metricDuration({ period: PERIOD, statistic: 'p99', label: name }),
      ),
    ]),
  );
  dashboard.addWidgets(
    graph('Units of the table', [
      table.metricConsumedWriteCapacityUnits({ period: PERIOD, label: 'write units' }),
      table.metricConsumedReadCapacityUnits({ period: PERIOD, label: 'read units' }),
    ]),
    graph('Throttled requests of the table', [
      table.metricThrottledRequestsForOperations({
        operations: [Operation.PUT_ITEM, Operation.QUERY, Operation.TRANSACT_WRITE_ITEMS],
        period: PERIOD,
      }),
    ]),
  );
  return dashboard;
}

function sums(names: readonly (keyof typeof METRICS)[]): IMetric[] {
  return names.map((name) => metricOf(name, 'Sum', PERIOD));
}

function graph(title: string, left: IMetric[], right: IMetric[] = []): IWidget {
  return new GraphWidget({ title, width: WIDTH, left, right });
}
