import type { DeploymentOutputs } from '../../cli/deployment/deployment-outputs.ts';
import type { ReceivedRequest } from '../receiver/received-request.ts';
import type { Happening } from './happenings.ts';
import { createJobNames, type NameJob } from './job-names.ts';
import { narrateChange } from './narrate-change.ts';
import { narrateLog } from './narrate-log.ts';
import { narrateEvent, narrateNotice } from './narrate-message.ts';

/** An actor and its action. */
export interface NarratedLine {
  readonly actor: string;
  readonly text: string;
}

/** Describes an activity in lines of text; unimportant activities have none. */
export type Narrator = (happening: Happening) => readonly NarratedLine[];

/** Creates a narrator, which learns the names of jobs over time. */
export const createNarrator = (outputs: DeploymentOutputs): Narrator => {
  const nameJob = createJobNames();
  return (happening) => {
    switch (happening.kind) {
      case 'published':
        return narratePublished(happening, outputs, nameJob);
      case 'sent':
        return narrateSent(happening, outputs);
      case 'invoked':
        return narrateInvoked(happening);
      case 'logged': {
        const text = narrateLog(happening.line);
        return text === undefined ? [] : [{ actor: happening.functionName, text }];
      }
      case 'called':
        return [];
      case 'changed':
        return narrateChange(happening.record, nameJob).map((text) => ({
          actor: 'Jobs table',
          text,
        }));
      case 'delivered':
        return [{ actor: 'webhook', text: narrateRequest(happening.request, nameJob) }];
    }
  };
};

type Of<Kind extends Happening['kind']> = Extract<Happening, { kind: Kind }>;

const narratePublished = (
  { topicArn, message }: Of<'published'>,
  { NoticeTopicArn, EventsTopicArn }: DeploymentOutputs,
  nameJob: NameJob,
): readonly NarratedLine[] => {
  switch (topicArn) {
    case NoticeTopicArn:
      return [{ actor: 'Glacier', text: `announces ${narrateNotice(message, nameJob)}` }];
    case EventsTopicArn:
      return [{ actor: 'events topic', text: narrateEvent(message, nameJob) }];
    default:
      return [];
  }
};

const narrateSent = (
  { queueName, body }: Of<'sent'>,
  outputs: DeploymentOutputs,
): readonly NarratedLine[] => {
  const failureQueues = [
    outputs.FailedNoticesQueueUrl,
    outputs.FailedEventsQueueUrl,
    outputs.DeliveryDeadLetterQueueUrl,
  ];
  return failureQueues.some((url) => url.endsWith(`/${queueName}`))
    ? [{ actor: 'failure', text: `kept in ${queueName}: ${body.slice(0, 160)}` }]
    : [];
};

const narrateInvoked = ({ functionName, invocation }: Of<'invoked'>): readonly NarratedLine[] =>
  invocation.kind === 'failed'
    ? [
        {
          actor: functionName,
          text: `failed: ${invocation.error.errorType}: ${invocation.error.errorMessage}`,
        },
      ]
    : [];

const narrateRequest = (request: ReceivedRequest, nameJob: NameJob): string => {
  const event = narrateEvent(request.body.toString('utf8'), nameJob);
  const signature = request.verified ? 'signature verified' : `refused: ${request.refusal ?? ''}`;
  const answer =
    request.answeredStatus === undefined ? 'no answer' : `answered ${request.answeredStatus}`;
  return `POST ${request.path} ${event}: ${signature}, ${answer}`;
};
