import { Webhook } from 'standardwebhooks';
import { expect, it } from 'vitest';
import { readEndpointState } from '../../../lambdas/core/endpoint/state.ts';
import { sampleEvents } from '../../../operations/events/samples.ts';
import {
  aDeliveryMessage,
  createSenderWorld,
  HEALTHY,
  SECRET,
} from '../../support/sender-world.ts';

const { id, type, body } = sampleEvents('ep_1', '2026-03-14T09:26:53.589Z')[1]!;
const message = aDeliveryMessage({ eventId: id, eventType: type, body });

const createWorld = (row: object) => {
  const world = createSenderWorld();
  world.endpoints.set('ep_1', readEndpointState({ ...HEALTHY, ...row }));
  world.nowMs = Date.now();
  return world;
};

it.each([
  ['cloudevents', 'application/cloudevents+json', '"specversion":"1.0"'],
  ['slack', 'application/json', '<https://dashboard.test/|Dashboard>'],
  ['teams', 'application/json', '"url":"https://dashboard.test/"'],
])('posts %s as %s, with a signature of what it posts', async (format, contentType, part) => {
  const world = createWorld({ format, dashboardUrl: 'https://dashboard.test/' });
  await world.sendOne(message);
  const post = world.posts[0]!;
  expect(post.headers).toMatchObject({ 'content-type': contentType, 'webhook-id': id });
  expect(post.body).toContain(part);
  expect(new Webhook(SECRET).verify(post.body, { ...post.headers })).toBeDefined();
});

it('keeps the event itself, so that a retry follows a change of the format', async () => {
  const world = createWorld({ format: 'slack' });
  world.answer = () => ({ kind: 'answered', statusCode: 500, excerpt: '' });
  await world.sendOne(message);
  expect(world.rows.get(`${id}/ep_1`)).toMatchObject({ state: 'retrying', body });
  world.endpoints.set('ep_1', readEndpointState(HEALTHY));
  await world.sendOne({ ...message, replay: 'order-1' });
  expect(world.posts[1]!.body).toBe(body);
});

it('posts the event itself when only a later version knows the format', async () => {
  const world = createWorld({ format: 'discord' });
  await world.sendOne(message);
  expect(world.posts[0]).toMatchObject({ body, headers: { 'content-type': 'application/json' } });
});

it('records why a body that is not an event cannot be sent in the format', async () => {
  const world = createWorld({ format: 'slack' });
  await world.sendOne({ ...message, body: '{}' });
  expect(world.posts).toStrictEqual([]);
  const { attempts } = world.rows.get(`${id}/ep_1`)!;
  expect(attempts[0]?.error).toMatch(/^unsigned: body is not an event/);
});
