/** Where the queues of a Region are; an account puts itself there. */
export function queueOrigin(region: string): string {
  return `https://sqs.${region}.amazonaws.com`;
}
