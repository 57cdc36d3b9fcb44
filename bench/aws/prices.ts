/** A price, in dollars for a million of its unit, in us-east-1, free tiers aside. */
export interface Price {
  readonly unit: string;
  readonly dollarsPerMillion: number;
  /** Where the price was read: AWS renders its own pages from tables that no copy of them holds. */
  readonly source: string;
}

/** What is paid for. */
export type PaidFor =
  | 'writeUnits'
  | 'readUnits'
  | 'invocations'
  | 'queueRequests'
  | 'customEvents'
  | 'publishes';

/** The prices of all that is paid for. */
export const PRICES: Readonly<Record<PaidFor, Price>> = {
  writeUnits: {
    unit: 'write request units of DynamoDB, on demand',
    dollarsPerMillion: 0.625,
    source:
      'airbyte.com/data-engineering-resources/dynamodb-pricing, July 2025 (after the cut of November 2024)',
  },
  readUnits: {
    unit: 'read request units of DynamoDB, on demand',
    dollarsPerMillion: 0.125,
    source:
      'airbyte.com/data-engineering-resources/dynamodb-pricing, July 2025 (after the cut of November 2024)',
  },
  invocations: {
    unit: 'requests to Lambda',
    dollarsPerMillion: 0.2,
    source: 'github.com/api-evangelist/aws-lambda, plans/aws-lambda-plans-pricing.yml, May 2026',
  },
  queueRequests: {
    unit: 'requests to SQS, of 64 KB each',
    dollarsPerMillion: 0.4,
    source: 'cloudburn.io/blog/amazon-sqs-pricing, March 2026',
  },
  customEvents: {
    unit: 'custom events on EventBridge, of 64 KB each; events of AWS services are free',
    dollarsPerMillion: 1,
    source: 'cloudburn.io/blog/amazon-eventbridge-pricing, March 2026',
  },
  publishes: {
    unit: 'publishes to SNS; an e-mail costs $20 a million more',
    dollarsPerMillion: 0.5,
    source: 'factualminds.com/blog/amazon-sns-pricing-publishes-fanout-protocols, June 2026',
  },
};

/**
 * Findings that Security Hub takes in from others than itself, after 10,000 a month: $0.00003 each (an undated guide
 * of AWS Greater China). Told apart from the sum: it is paid for what incidents say, whoever finds them.
 */
export const INGESTION: Price = {
  unit: 'findings imported to Security Hub, after 10,000 a month',
  dollarsPerMillion: 30,
  source: 'a guide of AWS Greater China on gitbook, undated',
};

/** What billing counts as one request of SQS, or as one event. */
export const BILLED_BYTES: number = 64 * 1024;
