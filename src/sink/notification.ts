import { PublishCommand, type SNSClient } from '@aws-sdk/client-sns';
import { toNotification } from '../format/incident/to-notification.ts';
import type { Announce } from './announce.ts';

/** Tells opened and escalated incidents on a topic, as text for people. */
export function createNotifier(client: SNSClient, topicArn: string): Announce {
  return async (news) => {
    for (const each of news) {
      if (each.action !== 'open' && !each.isEscalated) continue;
      const { subject, message } = toNotification(each);
      await client.send(new PublishCommand({ TopicArn: topicArn, Subject: subject, Message: message }));
    }
  };
}
