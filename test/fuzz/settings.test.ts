import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { createDialPolicy } from '../../lambdas/adapters/https/dial-policy.ts';
import {
  nextDelayMs,
  readRetryAfter,
  requestedWaitMs,
} from '../../lambdas/core/delivery/backoff.ts';
import { literalAddress, readEndpointUrl } from '../../lambdas/core/endpoint/url.ts';
import { SettingsError } from '../../lib/settings/issues/settings-error.ts';
import { readSettings } from '../../lib/settings/read-settings.ts';
import { readEndpointChanges, readEndpointRequest } from '../../operations/endpoints/request.ts';
import { anyText, mutated } from './mutated.ts';
import { onlyOwnErrors } from './own-error.ts';
import { fuzz } from './run-fuzz.ts';

const NOW_MS = Date.parse('2026-03-14T12:00:00.000Z');
const DAY_MS = 86_400_000;
const { isRefused } = createDialPolicy([]);
const rules = { allowHttp: false, isRefusedAddress: isRefused };

const SETTINGS = {
  vaults: ['photos', 'backups'],
  existingNoticeTopicArn: 'arn:aws:sns:eu-west-1:123456789012:notices',
  trackInitiateJob: true,
  sweepIntervalMinutes: '60',
  polling: { Standard: { windowMinutes: [180, 300], steps: 9 } },
  expiringLeadMinutes: 240,
  webhooks: { retryScheduleSeconds: [5, 300], allowedCidrs: ['10.0.0.0/8'], allowHttp: 'false' },
  retentionDays: 365,
  glacierEndpointUrl: 'https://localhost:1234',
  removalPolicy: 'retain',
};

it('settings are read, or refused by name', () => {
  const flat = fc.dictionary(
    fc.constantFrom('vaults', 'webhooks.timeoutSeconds', 'polling', '__proto__.x', 'a.b', ''),
    fc.oneof(anyText(), fc.jsonValue({ maxDepth: 2 })),
    { maxKeys: 3 },
  );
  fuzz(800, fc.tuple(mutated([SETTINGS]), flat), ([object, others]) => {
    const entries = Object.entries(others).map(([key, one]) => [`glacierJobNotifier.${key}`, one]);
    const context = { glacierJobNotifier: object, ...Object.fromEntries(entries) };
    const node = { getAllContext: () => context } as never;
    try {
      readSettings(node);
    } catch (error) {
      if (!(error instanceof SettingsError)) throw error;
      expect(error.message).toContain('glacierJobNotifier');
    }
  });
});

const hosts = fc.oneof(
  fc.constantFrom(
    'localhost',
    '127.1',
    '0x7f.1',
    '2130706433',
    '[::ffff:7f00:1]',
    '[64:ff9b::a9fe:a9fe]',
    '169.254.169.254.',
    '１２７.0.0.1',
    'example.com',
  ),
  fc.ipV4(),
  fc.ipV4Extended(),
  fc.ipV6().map((address) => `[${address}]`),
  anyText(),
);

const urls = fc
  .tuple(
    fc.constantFrom('https://', 'http://', 'HTTPS:', 'ftp://', 'https:\\\\', ' https://', ''),
    fc.constantFrom('', 'user@', 'a:b@', '\t'),
    hosts,
    fc.constantFrom('', ':443', ':22', ':99999', ':8443'),
    fc.oneof(fc.constantFrom('', '/', '/hook?a=b#c'), anyText()),
  )
  .map((parts) => parts.join(''));

it('a URL leads by https to a port and an address that are allowed, or is refused', () => {
  fuzz(1500, urls, (text) => {
    const reading = readEndpointUrl(text, rules);
    if (reading.kind === 'refused') expect(reading.reason).toMatch(/^url /);
    else expect(whyNotAllowed(reading.url)).toBeUndefined();
  });
});

const whyNotAllowed = (url: URL): string | undefined => {
  const address = literalAddress(url);
  if (url.protocol !== 'https:' || url.username !== '' || url.password !== '') return url.href;
  if (address !== undefined && isRefused(address)) return address;
  return readEndpointUrl(url.href, rules).kind === 'accepted' ? undefined : 'is refused again';
};

it("an operator's request is accepted, or refused with each problem", () => {
  const request = {
    url: 'https://example.com/hook',
    description: 'for the team',
    eventTypes: ['glacier.job.failed'],
    filter: { vaultNames: ['a*'], actions: ['Select'], tiers: ['Bulk'], descriptionPrefix: 'x' },
    headers: { Authorization: 'Bearer x' },
  };
  fuzz(500, mutated([request]), (input) => {
    for (const reading of [readEndpointRequest(input, rules), readEndpointChanges(input, rules)]) {
      if (reading.kind === 'refused') expect(reading.problems.length).toBeGreaterThan(0);
    }
  });
});

it('Retry-After asks for a wait of at most a day, whatever it holds', () => {
  const headers = fc.oneof(
    anyText(),
    fc.nat().map(String),
    fc.bigInt().map(String),
    fc.date({ noInvalidDate: true }).map((date) => date.toUTCString()),
    fc
      .tuple(fc.constantFrom('Sat, 14 Mar 2026 09:28:54', 'Saturday, 14-Mar-26'), anyText())
      .map((parts) => parts.join(' ')),
  );
  fuzz(2000, headers, (header) => {
    const retryAfterMs = readRetryAfter(header, NOW_MS);
    if (retryAfterMs !== undefined && !(retryAfterMs >= 0)) expect.fail(`${retryAfterMs}`);
    const asked = requestedWaitMs({ retryAfterMs });
    const wait = nextDelayMs({ scheduleSeconds: [5], attemptCount: 1, random: 0.5, retryAfterMs });
    if (!(asked >= 0 && asked <= DAY_MS)) expect.fail(`${asked}`);
    if (!(wait !== undefined && wait >= 4000 && wait <= DAY_MS)) expect.fail(`${wait}`);
  });
});

it('a block of addresses is read, or refused by name', () => {
  const cidrs = fc.oneof(
    anyText(),
    fc.tuple(fc.oneof(fc.ipV4(), fc.ipV6()), fc.nat({ max: 200 })).map((parts) => parts.join('/')),
  );
  fuzz(500, cidrs, (cidr) => {
    onlyOwnErrors(() => createDialPolicy([cidr]));
  });
});
