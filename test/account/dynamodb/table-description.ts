/** A table as CreateTable is told of it and DescribeTable tells of it, as far as it is kept here. */
export interface TableDescription {
  readonly TableName: string;
  readonly TableArn: string;
  readonly KeySchema: readonly KeySchemaElement[];
  readonly AttributeDefinitions: readonly {
    readonly AttributeName: string;
    readonly AttributeType: string;
  }[];
  readonly LocalSecondaryIndexes?: readonly IndexDescription[];
  readonly GlobalSecondaryIndexes?: readonly IndexDescription[];
  readonly StreamSpecification?: { readonly StreamEnabled: boolean; readonly StreamViewType?: string };
}

/** One attribute of a key. */
export interface KeySchemaElement {
  readonly AttributeName: string;
  readonly KeyType: 'HASH' | 'RANGE';
}

/** An index, local or global. */
export interface IndexDescription {
  readonly IndexName: string;
  readonly KeySchema: readonly KeySchemaElement[];
  readonly Projection: {
    readonly ProjectionType: 'ALL' | 'KEYS_ONLY' | 'INCLUDE';
    readonly NonKeyAttributes?: readonly string[];
  };
}

/** The attributes of a key: one that says the partition, and mostly one that sorts within it. */
export interface KeyNames {
  readonly hash: string;
  readonly range: string | undefined;
}

/** Reads a key schema. */
export function keyNamesOf(schema: readonly KeySchemaElement[]): KeyNames {
  const nameOf = (type: string) => schema.find(({ KeyType }) => KeyType === type)?.AttributeName;
  return { hash: nameOf('HASH') ?? '', range: nameOf('RANGE') };
}
