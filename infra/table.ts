import { RemovalPolicy } from 'aws-cdk-lib';
import {
  AttributeType,
  BillingMode,
  ProjectionType,
  StreamViewType,
  Table,
  TableEncryption,
} from 'aws-cdk-lib/aws-dynamodb';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { TABLE } from '../src/store/dynamodb/table.ts';

/** The one table, as the store reads and writes it; it and what is in it stay when the stack goes. */
export function createTable(scope: Construct, key: IKey): Table {
  const table = new Table(scope, 'Table', {
    partitionKey: { name: TABLE.partitionKey, type: AttributeType.STRING },
    sortKey: { name: TABLE.sortKey, type: AttributeType.STRING },
    billingMode: BillingMode.PAY_PER_REQUEST,
    timeToLiveAttribute: TABLE.ttl,
    stream: StreamViewType.NEW_AND_OLD_IMAGES,
    encryption: TableEncryption.CUSTOMER_MANAGED,
    encryptionKey: key,
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    deletionProtection: true,
    removalPolicy: RemovalPolicy.RETAIN,
  });
  table.addLocalSecondaryIndex({
    indexName: TABLE.byStart.index,
    sortKey: { name: TABLE.byStart.sortKey, type: AttributeType.STRING },
    projectionType: ProjectionType.ALL,
  });
  table.addLocalSecondaryIndex({
    indexName: TABLE.byObserved.index,
    sortKey: { name: TABLE.byObserved.sortKey, type: AttributeType.STRING },
    projectionType: ProjectionType.KEYS_ONLY,
  });
  return table;
}

/** ARNs of the table and of its indexes, as a policy names them. */
export function tableArns(table: Table): string[] {
  const indexes = [TABLE.byStart.index, TABLE.byObserved.index];
  return [table.tableArn, ...indexes.map((index) => `${table.tableArn}/index/${index}`)];
}
