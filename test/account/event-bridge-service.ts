import { type BusEvent, type EventBus, parseDetail } from './event-bus.ts';
import { createJsonService } from './http/json-service.ts';
import type { Service } from './http/service.ts';
import { ServiceError, validationError } from './http/service-error.ts';

interface PutEventsEntry {
  readonly Source?: string;
  readonly DetailType?: string;
  readonly Detail?: string;
  readonly Resources?: readonly string[];
  readonly EventBusName?: string;
}

/** PutEvents model: 1 to 10 entries. */
const ENTRIES_MAX = 10;

/** Puts the default bus on the wire: PutEvents, with an answer for each entry. */
export function createEventBridgeService(bus: EventBus): Service {
  const putEvents = ({ Entries: entries }: { readonly Entries: readonly PutEventsEntry[] }) => {
    if (entries.length < 1 || entries.length > ENTRIES_MAX) throw validationError('1 to 10 entries');
    const answers = entries.map((entry) => putEntry(bus, entry));
    return {
      Entries: answers,
      FailedEntryCount: answers.filter((answer) => 'ErrorCode' in answer).length,
    };
  };
  return createJsonService({
    contentType: 'application/x-amz-json-1.1',
    operations: new Map([['PutEvents', putEvents]]),
    refusal: () => new ServiceError('ThrottlingException', 'Rate exceeded'),
  });
}

function putEntry(bus: EventBus, entry: PutEventsEntry): object {
  const { Source: source, DetailType: detailType, Detail, Resources: resources = [] } = entry;
  const detail = parseDetail(Detail);
  if (detail === undefined) return { ErrorCode: 'MalformedDetail', ErrorMessage: 'Detail is malformed.' };
  if (source === undefined || detailType === undefined || source.startsWith('aws.')) {
    return { ErrorCode: 'InvalidArgument', ErrorMessage: 'Source or DetailType is missing or reserved.' };
  }
  const event: BusEvent = { source, 'detail-type': detailType, resources, detail };
  return { EventId: String(bus.put(event).id) };
}
