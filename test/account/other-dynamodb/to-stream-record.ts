import type { _Record, AttributeValue as ClientValue } from '@aws-sdk/client-dynamodb-streams';
import type { AttributeValue, Item } from '../dynamodb/attribute-value.ts';
import type { StreamRecord } from '../dynamodb/stream.ts';

/** A record that the Streams API gives, as Lambda would hand it to a function; `nowMs` is when it came about. */
export function toStreamRecord(record: _Record, streamArn: string, nowMs: number): StreamRecord {
  const { eventID = '', eventName = 'MODIFY', userIdentity, dynamodb = {} } = record;
  const { Keys, NewImage, OldImage, SequenceNumber = '', SizeBytes = 0 } = dynamodb;
  return {
    ...{ eventID, eventName, eventVersion: '1.1', eventSource: 'aws:dynamodb', eventSourceARN: streamArn },
    awsRegion: streamArn.split(':', 4)[3] ?? '',
    ...(userIdentity && { userIdentity: { type: 'Service', principalId: userIdentity.PrincipalId ?? '' } }),
    dynamodb: {
      ApproximateCreationDateTime: Math.floor(nowMs / 1000),
      Keys: toItem(Keys ?? {}),
      ...(NewImage && { NewImage: toItem(NewImage) }),
      ...(OldImage && { OldImage: toItem(OldImage) }),
      ...{ SequenceNumber, SizeBytes, StreamViewType: 'NEW_AND_OLD_IMAGES' },
    },
  };
}

/** An item that a client has read, as it is on the wire: binary values in Base64. */
export function toItem(item: Readonly<Record<string, ClientValue>>): Item {
  return Object.fromEntries(Object.entries(item).map(([name, value]) => [name, toValue(value)]));
}

function toValue(value: ClientValue): AttributeValue {
  if (value.B !== undefined) return { B: toBase64(value.B) };
  if (value.BS !== undefined) return { BS: value.BS.map(toBase64) };
  if (value.M !== undefined) return { M: toItem(value.M) };
  if (value.L !== undefined) return { L: value.L.map(toValue) };
  const { S, N, BOOL, NULL, SS, NS } = value;
  const given = Object.entries({ S, N, BOOL, NULL, SS, NS }).filter(([, member]) => member !== undefined);
  return Object.fromEntries(given);
}

function toBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}
