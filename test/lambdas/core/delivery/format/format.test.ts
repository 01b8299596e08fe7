import { CloudEvent, HTTP } from 'cloudevents';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatEvent } from '../../../../../lambdas/core/delivery/format/format.ts';
import type { Format } from '../../../../../lambdas/core/delivery/format/formats.ts';
import { buildJobEvent } from '../../../../../lambdas/core/event/event.ts';
import { sampleEvents } from '../../../../../operations/events/samples.ts';
import { live, seen } from '../../../../support/evidence.ts';

const COMPLETED_AT = '2026-03-14T07:32:43.000Z';
const NOW = '2026-03-14T09:26:53.589Z';
const SAMPLES = sampleEvents('ep_1', NOW);
const DASHBOARD = 'https://eu-west-1.console.aws.amazon.com/cloudwatch/home?a=b&c#dashboards';
const format = (body: string, as: Format, dashboardUrl?: string) =>
  formatEvent(body, { format: as, dashboardUrl }, Date.parse(NOW));

describe('the format of an endpoint', () => {
  it.each(SAMPLES)('keeps the bytes of $type without a format, and in `standard`', ({ body }) => {
    const standard = { body, contentType: 'application/json' };
    expect(formatEvent(body, {}, 0)).toStrictEqual(standard);
    expect(format(body, 'standard')).toStrictEqual(standard);
  });

  it.each(['slack', 'teams'] as const)('%s has these messages', async (as) => {
    const messages = Object.fromEntries(
      SAMPLES.map(({ type, body }) => [
        type,
        JSON.parse(format(body, as, DASHBOARD).body) as unknown,
      ]),
    );
    const golden = `../../../../golden/formats/${as}.json`;
    await expect(`${JSON.stringify(messages, undefined, 2)}\n`).toMatchFileSnapshot(golden);
  });

  it.each(SAMPLES)(
    'cloudevents has a $type that the official SDK accepts',
    ({ id, type, body }) => {
      const { body: sent, contentType } = format(body, 'cloudevents');
      expect(contentType).toBe('application/cloudevents+json');
      const event = HTTP.toEvent({ headers: { 'content-type': contentType }, body: sent });
      if (Array.isArray(event)) throw new Error('a batch');
      expect(new CloudEvent({ ...event }).validate()).toBe(true);
      const { timestamp, data } = JSON.parse(body);
      expect(event).toMatchObject({ id, type, specversion: '1.0', time: timestamp, data });
    },
  );

  it('cloudevents names the deployment and the job, group or endpoint', () => {
    const places = SAMPLES.map(({ body }) => {
      const { source, subject } = JSON.parse(format(body, 'cloudevents').body);
      return `${source} ${subject}`;
    });
    const source = 'urn:glacier-job-notifier:123456789012:eu-west-1';
    expect(places[0]).toMatch(`${source} vaults/photos/jobs/sample-InProgress-`);
    expect(places.slice(-2)).toStrictEqual([
      `${source} groups/sample`,
      'urn:glacier-job-notifier endpoints/ep_1',
    ]);
  });

  it.each([
    [0, '24 h left'],
    [23.5, 'less than 1 hour left'],
    [24, 'expired'],
  ])('states after %d hours that the output has %s', (hours, text) => {
    const { body } = SAMPLES.find(({ type }) => type === 'glacier.job.succeeded')!;
    const expiresAt = Date.parse(JSON.parse(body).data.outputExpiresAt);
    const nowMs = expiresAt - (24 - hours) * 3_600_000;
    expect(formatEvent(body, { format: 'slack' }, nowMs).body).toContain(`expires:* ${text} (`);
  });

  it.each(['slack', 'teams', 'cloudevents'] as const)('%s refuses what is not an event', (as) => {
    expect(() => format('{"id":"evt_1"}', as)).toThrow(/^body is not an event.*use the format/);
  });
});

/** The event of a job with these texts, which a notice may hold. */
const eventOf = (text: string) =>
  buildJobEvent(
    live([
      seen('describe-job', COMPLETED_AT, {
        StatusCode: 'Failed',
        StatusMessage: text,
        JobDescription: text,
      }),
    ])!,
    1,
  ).body;

describe('a message for people', () => {
  it('shows hostile text as text, on one line', () => {
    const body = eventOf('a & <!channel>\n*Vault:* [x](https://evil.test) `_~\\');
    const slack = JSON.parse(format(body, 'slack').body);
    expect(slack.blocks[0].text.text.split('\n')[2]).toBe(
      '*Description:* a &amp; &lt;!channel&gt; *Vault:* [x](https://evil.test) `_~\\',
    );
    const [{ content }] = JSON.parse(format(body, 'teams').body).attachments;
    expect(content.body[1].facts[1].value).toBe(
      String.raw`a & \<!channel\> \*Vault:\* \[x\](https://evil.test) \`\_\~\\`,
    );
    const listed = JSON.parse(format(eventOf('1. x'), 'teams').body).attachments[0].content;
    expect(listed.body[1].facts[1].value).toBe(String.raw`1\. x`);
  });

  it('stays within the limits of Slack and Teams, whatever a job holds', () => {
    const texts = fc.string({
      unit: fc.constantFrom('&', '<', '>', '*', '\u{1f9ca}', 'a', '\n'),
      size: 'max',
      maxLength: 1500,
    });
    const url = `https://console.test/${'&'.repeat(60)}`;
    fc.assert(
      fc.property(texts, (text) => {
        const slack = JSON.parse(format(eventOf(text), 'slack', url).body);
        expect(slack.blocks[0].text.text.length).toBeLessThanOrEqual(3000);
        expect(slack.text.length).toBeLessThanOrEqual(40_000);
        expect(Buffer.byteLength(format(eventOf(text), 'teams', url).body)).toBeLessThan(28_000);
      }),
    );
  });
});
