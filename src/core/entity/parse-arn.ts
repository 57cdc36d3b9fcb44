/** The parts of an ARN; `region` and `account` are empty where the ARN leaves them out. */
export interface Arn {
  readonly partition: string;
  readonly service: string;
  readonly region: string;
  readonly account: string;
  /** Everything after the account: it may hold further `:` and `/`. */
  readonly resource: string;
}

/**
 * The parts of `text` when it is an ARN (`arn:partition:service:region:account:resource`), otherwise undefined.
 * An empty partition is `aws`. No part is checked further than service and resource not being empty.
 */
export function parseArn(text: string): Arn | undefined {
  if (!text.startsWith('arn:')) return undefined;
  const partitionEnd = text.indexOf(':', 4);
  if (partitionEnd === -1) return undefined;
  const serviceStart = startOfService(text, partitionEnd);
  const serviceEnd = text.indexOf(':', serviceStart);
  if (serviceEnd <= serviceStart) return undefined;
  const regionEnd = text.indexOf(':', serviceEnd + 1);
  if (regionEnd === -1) return undefined;
  const accountEnd = text.indexOf(':', regionEnd + 1);
  if (accountEnd === -1 || accountEnd === text.length - 1) return undefined;
  return {
    partition: partitionEnd === 4 ? 'aws' : text.slice(4, partitionEnd),
    service: text.slice(serviceStart, serviceEnd),
    region: text.slice(serviceEnd + 1, regionEnd),
    account: text.slice(regionEnd + 1, accountEnd),
    resource: text.slice(accountEnd + 1),
  };
}

/** The ARN that these parts spell. */
export function printArn(arn: Arn): string {
  return `arn:${arn.partition}:${arn.service}:${arn.region}:${arn.account}:${arn.resource}`;
}

// The GuardDuty guide's own Security Hub example doubles the colon after the partition (`arn:aws::ec2:…`).
function startOfService(text: string, partitionEnd: number): number {
  const isDoubled = partitionEnd > 4 && text[partitionEnd + 1] === ':';
  return partitionEnd + (isDoubled ? 2 : 1);
}
