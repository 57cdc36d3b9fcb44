import { Aws, type Duration } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { METRICS, METRICS_NAMESPACE } from '../src/lambda/constants.ts';

/** A metric that the functions of this stack write. */
export function metricOf(
  name: keyof typeof METRICS,
  statistic: string,
  period: Duration,
  label: string = METRICS[name],
): Metric {
  return new Metric({
    namespace: METRICS_NAMESPACE,
    metricName: METRICS[name],
    dimensionsMap: { service: Aws.STACK_NAME },
    statistic,
    period,
    label,
  });
}
