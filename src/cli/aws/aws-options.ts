import type { Command } from 'commander';

/** Which Region is asked, and with whose credentials; what is absent is found as the AWS SDK finds it. */
export interface AwsOptions {
  readonly region?: string;
  readonly profile?: string;
}

/** Adds `--region` and `--profile`. */
export function addAwsOptions(command: Command): Command {
  return command
    .option('--region <region>', 'Region (default: AWS_REGION, else that of the profile)')
    .option('--profile <name>', 'profile of the AWS configuration files (default: AWS_PROFILE)');
}
