import { existsSync, readFileSync } from 'node:fs';
import { App, Stack, Validations } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { AwsSolutionsChecks } from 'cdk-nag';
import { describe, expect, it } from 'vitest';
import cdkJson from '../../cdk.json' with { type: 'json' };
import { listAcknowledgements } from '../../docs/generate/security/list-acknowledgements.ts';
import { securityPage } from '../../docs/generate/security/security-page.ts';
import { Service } from '../../lib/service.ts';
import { parseSettings } from '../../lib/settings/parse-settings.ts';

const KEY = 'arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab';

const everything = {
  vaults: '*',
  trackInitiateJob: true,
  subscriberAccounts: ['111122223333'],
  eventBus: 'default',
  functions: { tracing: true },
  vpc: { subnetIds: ['subnet-0a1b2c3d'], securityGroupIds: ['sg-0b1c2d3e'] },
};

const context = { ...cdkJson.context, 'aws:cdk:bundling-stacks': [] };

/** An app of one service, which is not synthesized where cdk-nag finds a fault. */
const reviewedApp = (props: object, env = {}) => {
  const app = new App({ context });
  Validations.of(app).addPlugins(new AwsSolutionsChecks());
  const origin = { prefix: [], sentence: '' };
  const settings = parseSettings(props, origin);
  const stack = new Stack(app, 'Stack', { env });
  const notifier = new Service(stack, 'Default', () => settings, origin);
  return { app, stack, notifier };
};

/** Every finding in an app, with or without those of which a construct says that they are no fault. */
const findingsIn = (app: App, { acknowledged }: { readonly acknowledged: boolean }) => {
  const pack = new AwsSolutionsChecks();
  if (acknowledged) Reflect.set(pack, 'isAcknowledged', () => false);
  return pack
    .validateScope(app)
    .violations.flatMap(({ ruleName, violatingResources }) =>
      violatingResources.map(({ constructPath = '' }) => ({ ruleName, constructPath })),
    );
};

describe('cdk-nag', () => {
  it.each([
    ['vaults by name', { vaults: ['photos'] }, {}],
    ['everything switched on', everything, {}],
    ['a key of the customer', { ...everything, encryptionKeyArn: KEY }, {}],
    ['a region that is known', everything, { region: 'cn-north-1', account: '123456789012' }],
  ])('finds nothing that is not explained with %s', (_, props, env) => {
    expect(findingsIn(reviewedApp(props, env).app, { acknowledged: false })).toStrictEqual([]);
  });

  it('finds nothing with an endpoint whose secret is known by its name', () => {
    const { app, stack, notifier } = reviewedApp({ vaults: ['photos'] });
    const secret = Secret.fromSecretNameV2(stack, 'HookSecret', 'hook');
    notifier.addEndpoint('OnCall', { url: 'https://example.com/', secret });
    expect(findingsIn(app, { acknowledged: false })).toStrictEqual([]);
  });

  it('lets a synthesis pass in which all is explained', () => {
    const { app } = reviewedApp({ ...everything, encryptionKeyArn: KEY });
    expect(() => app.synth()).not.toThrow();
  });

  it('stops a synthesis on a finding without an explanation', () => {
    const { app, stack } = reviewedApp({ vaults: ['photos'] });
    new Queue(stack, 'Open');
    expect(() => app.synth()).toThrow(/Stack\/Open\/Resource.*AwsSolutions-SQS4/s);
  });
});

describe('docs/security.md', () => {
  it('lists the findings that are explained', () => {
    const kept = readFileSync('docs/security.md', 'utf8');
    const isFresh = securityPage(kept) === kept;
    expect(isFresh, 'docs/security.md is out of date: run npm run docs:security').toBe(true);
  });

  it('points at what is there', () => {
    const links = readFileSync('docs/security.md', 'utf8').matchAll(/\]\(([^)#:]+)[^):]*\)/g);
    const paths = [...links].map(([, path = '']) => `docs/${path}`);
    expect(paths.length).toBeGreaterThan(20);
    expect(paths.filter((path) => !existsSync(path))).toStrictEqual([]);
  });

  it('explains nothing that is not found', () => {
    const { app } = reviewedApp(everything);
    const findings = findingsIn(app, { acknowledged: true });
    const idle = listAcknowledgements(app).filter(
      ({ rule, places }) =>
        !findings.some(
          ({ ruleName, constructPath }) =>
            ruleName === rule && places.some((place) => constructPath.startsWith(`${place}/`)),
        ),
    );
    expect(idle).toStrictEqual([]);
  });
});
