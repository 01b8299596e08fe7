import packageJson from '../../../package.json' with { type: 'json' };
import type { EventSchema } from './read-schemas.ts';

/** Writes one schema of all events. */
export const writeUnionSchema = (events: readonly EventSchema[]): object => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'GlacierEvent',
  description: 'Any event of glacier-job-notifier. Later versions may add types and fields.',
  oneOf: events.map(({ name }) => ({ $ref: `#/$defs/${name}Event` })),
  $defs: Object.fromEntries(
    events.map(({ name, schema }) => [`${name}Event`, { ...schema, $schema: undefined }]),
  ),
});

/** Writes the AsyncAPI document of the webhooks and of the events topic. */
export const writeAsyncApi = (events: readonly EventSchema[]): object => {
  const { name: title, version, description } = packageJson;
  const channel = (about: string, others: RegExp) => {
    const carried = events.filter(({ type }) => !others.test(type));
    const messages = carried.map(({ name }) => [name, { $ref: `#/components/messages/${name}` }]);
    return { address: null, description: about, messages: Object.fromEntries(messages) };
  };
  const messages = events.map(({ name, type, schema: { description: summary } }) => {
    const payload = { $ref: `schemas/events.schema.json#/$defs/${name}Event` };
    return [name, { name: type, summary, payload }];
  });
  return {
    asyncapi: '3.0.0',
    info: { title, version, description },
    defaultContentType: 'application/json',
    channels: {
      webhook: channel(
        'The URL of an endpoint, which receives signed POST requests.',
        /^webhook\.(delivery|endpoint)/,
      ),
      eventsTopic: channel('The SNS topic of the output EventsTopicArn.', /^webhook\.test/),
    },
    operations: {
      sendWebhook: { action: 'send', channel: { $ref: '#/channels/webhook' } },
      publishEvent: { action: 'send', channel: { $ref: '#/channels/eventsTopic' } },
    },
    components: { messages: Object.fromEntries(messages) },
  };
};
