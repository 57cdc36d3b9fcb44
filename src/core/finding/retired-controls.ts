/**
 * Controls that Security Hub has retired or taken back and that make no finding any more, each with the control that
 * AWS names in its place, or none; from the "Change log for Security Hub CSPM controls" up to 23 September 2026:
 * https://docs.aws.amazon.com/securityhub/latest/userguide/controls-change-log.html
 */
export const RETIRED_CONTROLS: ReadonlyMap<string, string | undefined> = new Map([
  ['AppSync.1', undefined],
  ['AppSync.6', undefined],
  ['Athena.1', undefined],
  ['AutoScaling.4', undefined],
  ['CloudFormation.1', undefined],
  ['CloudFront.2', 'CloudFront.13'],
  ['CodeBuild.5', undefined],
  ['EC2.29', undefined],
  ['ECS.1', undefined],
  ['Glue.2', undefined],
  ['IAM.20', 'CloudWatch.1'],
  ['IoTEvents.1', undefined],
  ['IoTEvents.2', undefined],
  ['IoTEvents.3', undefined],
  ['MQ.3', undefined],
  ['RDS.18', undefined],
  ['Redshift.9', undefined],
  ['RedshiftServerless.7', undefined],
  ['S3.4', undefined],
  ['SNS.2', undefined],
]);
