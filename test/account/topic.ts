import type { Service } from './http/service.ts';
import { ServiceError } from './http/service-error.ts';
import { createQueryService } from './query-service.ts';

/** What was published on a topic. */
export interface Publication {
  readonly topicArn: string;
  readonly subject: string | undefined;
  readonly message: string;
}

/** Publish: 256 KB of message; a subject is a line of up to 100 ASCII characters (SNS API reference). */
const MESSAGE_BYTES_MAX = 262_144;
const SUBJECT = /^[\x21-\x7e][\x20-\x7e]{0,99}$/;

/** SNS: keeps what is published in `publications`. */
export function createSnsService(publications: Publication[]): Service {
  const publish = (parameters: URLSearchParams) => {
    const subject = parameters.get('Subject') ?? undefined;
    const message = parameters.get('Message') ?? '';
    if (message === '') throw new ServiceError('InvalidParameter', 'Invalid parameter: Empty message');
    if (Buffer.byteLength(message) > MESSAGE_BYTES_MAX) {
      throw new ServiceError('InvalidParameter', 'Invalid parameter: Message too long');
    }
    if (subject !== undefined && !SUBJECT.test(subject)) {
      throw new ServiceError('InvalidParameter', 'Invalid parameter: Subject');
    }
    publications.push({ topicArn: parameters.get('TopicArn') ?? '', subject, message });
    return `<MessageId>publication-${publications.length}</MessageId>`;
  };
  return createQueryService({ operations: new Map([['Publish', publish]]) });
}
