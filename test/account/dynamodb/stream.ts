import type { AccountClock } from '../account-clock.ts';
import { type Item, isSameItem } from './attribute-value.ts';

/** One record of a table's stream, as a function receives it (Lambda guide, "DynamoDB stream event"). */
export type StreamRecord = {
  readonly eventID: string;
  readonly eventName: 'INSERT' | 'MODIFY' | 'REMOVE';
  readonly eventVersion: '1.1';
  readonly eventSource: 'aws:dynamodb';
  readonly awsRegion: string;
  readonly eventSourceARN: string;
  /** Given where the service itself removed an expired item. */
  readonly userIdentity?: { readonly type: 'Service'; readonly principalId: string };
  readonly dynamodb: {
    /** Seconds since 1970. */
    readonly ApproximateCreationDateTime: number;
    readonly Keys: Item;
    readonly NewImage?: Item;
    readonly OldImage?: Item;
    readonly SequenceNumber: string;
    readonly SizeBytes: number;
    readonly StreamViewType: 'NEW_AND_OLD_IMAGES';
  };
};

/** A change of one item; the images are undefined where there is no item before or after it. */
export interface ItemChange {
  readonly before: Item | undefined;
  readonly after: Item | undefined;
  readonly sizeBytes: number;
  readonly isExpiry: boolean;
}

/** What a stream has told so far. */
export interface RecordSource {
  readonly arn: string;
  /** The records from the `from`-th on, counted from the first that ever was. */
  records(from?: number): readonly StreamRecord[];
}

/** The changes of a table in the order in which they came about; a write that changes nothing leaves no record. */
export class TableStream implements RecordSource {
  readonly arn: string;
  readonly #keyNames: readonly string[];
  readonly #clock: AccountClock;
  readonly #records: StreamRecord[] = [];
  #sequence = 0;

  constructor(tableArn: string, keyNames: readonly string[], clock: AccountClock) {
    this.arn = `${tableArn}/stream/${new Date(clock.now()).toISOString().slice(0, 23)}`;
    this.#keyNames = keyNames;
    this.#clock = clock;
  }

  records(from = 0): readonly StreamRecord[] {
    return this.#records.slice(from);
  }

  append(change: ItemChange): void {
    const { before, after } = change;
    if (before === undefined && after === undefined) return;
    if (before !== undefined && after !== undefined && isSameItem(before, after)) return;
    this.#sequence += 1;
    this.#records.push(this.#recordOf(change));
  }

  #recordOf({ before, after, sizeBytes, isExpiry }: ItemChange): StreamRecord {
    return {
      eventID: `event-${this.#sequence}`,
      eventName: before === undefined ? 'INSERT' : after === undefined ? 'REMOVE' : 'MODIFY',
      eventVersion: '1.1',
      eventSource: 'aws:dynamodb',
      awsRegion: this.arn.split(':', 4)[3] ?? '',
      eventSourceARN: this.arn,
      ...(isExpiry && { userIdentity: SERVICE_IDENTITY }),
      dynamodb: {
        ApproximateCreationDateTime: Math.floor(this.#clock.now() / 1000),
        Keys: this.#keyOf(after ?? before ?? {}),
        ...(after !== undefined && { NewImage: after }),
        ...(before !== undefined && { OldImage: before }),
        SequenceNumber: String(this.#sequence).padStart(SEQUENCE_NUMBER_DIGITS, '0'),
        SizeBytes: sizeBytes,
        StreamViewType: 'NEW_AND_OLD_IMAGES',
      },
    };
  }

  #keyOf(item: Item): Item {
    return Object.fromEntries(Object.entries(item).filter(([name]) => this.#keyNames.includes(name)));
  }
}

/** Sequence numbers have 21 to 40 digits, so that they cannot be read as JavaScript numbers. */
const SEQUENCE_NUMBER_DIGITS = 21;

/** Who removes expired items (DynamoDB guide, "Working with expired items"). */
const SERVICE_IDENTITY = { type: 'Service', principalId: 'dynamodb.amazonaws.com' } as const;
