import { describe, expect, it } from 'vitest';
import { diagnose } from '../../../../lambdas/core/doctor/diagnose.ts';
import type { DoctorFacts } from '../../../../lambdas/core/doctor/facts.ts';
import type { Step } from '../../../../lambdas/core/doctor/finding.ts';
import { aFunction, healthyFacts, known, policyOf } from '../../../support/doctor-facts.ts';
import { FAULTS, KEY_USE, keyThat, subscribedWith, topicThat } from './faults.ts';

describe('diagnose', () => {
  it('finds nothing in a healthy deployment', () => {
    const { isHealthy, steps } = diagnose(healthyFacts());
    expect(isHealthy).toBe(true);
    expect(steps.filter(({ kind }) => kind !== 'fine')).toStrictEqual([]);
  });

  it.each(FAULTS)('finds %s', (_, changes, step, problem, mend) => {
    const { isHealthy, steps } = diagnose(healthyFacts(changes));
    expect(isHealthy).toBe(false);
    const found = steps.find((one) => one.step === step);
    expect(found).toMatchObject({
      kind: 'findings',
      findings: [{ problem: expect.stringMatching(problem), mend: expect.stringMatching(mend) }],
    });
  });

  it.each<[string, Partial<DoctorFacts>]>([
    ['a key that Glacier may use', keyThat({ policy: policyOf(KEY_USE) })],
    ['a function that sleeps', { intake: known(aFunction('intake', { state: 'Inactive' })) }],
    [
      'a filter that notices pass',
      subscribedWith({
        filterPolicy: '{"VaultARN":[{"exists":true}]}',
        filterScope: 'MessageBody',
      }),
    ],
  ])('does not mind %s', (_, changes) => {
    expect(diagnose(healthyFacts(changes)).isHealthy).toBe(true);
  });

  it('says of what it could not look at nothing but that', () => {
    const fact = { kind: 'unchecked', reason: 'no permission' } as const;
    const all = Object.fromEntries(
      Object.entries(healthyFacts()).map(([name, value]) =>
        typeof value === 'object' && 'kind' in value ? [name, fact] : [name, value],
      ),
    );
    const { isHealthy, steps } = diagnose({ ...healthyFacts(), ...all });
    expect(isHealthy).toBe(true);
    expect(steps.map(({ kind }) => kind)).toStrictEqual(steps.map(() => 'unchecked'));
  });

  it.each<[Step, Partial<DoctorFacts>, RegExp]>([
    ['topic-policy', { topic: known({ policy: undefined, keyId: undefined }) }, /shows no policy/],
    ['topic-policy', { topic: topicThat('x') }, /cannot be read/],
    ['topic-policy', { topic: known(undefined) }, /does not exist/],
    [
      'notices-seen',
      { completions: known({ byNotice: 0, byLook: 0, lastNoticeAt: undefined }) },
      /no job/,
    ],
    ['subscription', { intakeSubscriber: { kind: 'unchecked', reason: 'denied' } }, /denied/],
    ['polling', { schedules: { kind: 'unchecked', reason: 'denied' } }, /denied/],
  ])('does not check %s without what it needs', (step, changes, reason) => {
    const { steps } = diagnose(healthyFacts(changes));
    expect(steps.find((one) => one.step === step)).toMatchObject({
      kind: 'unchecked',
      reason: expect.stringMatching(reason),
    });
  });

  it('names what commands need to reach the same deployment', () => {
    const scope = {
      region: 'eu-west-1',
      ownOptions: '--sandbox',
      awsOptions: '--profile team',
      endpoints: { glacier: 'http://127.0.0.1:1' },
    };
    const vaults = known([{ name: "it's", exists: true }]);
    const { steps } = diagnose(healthyFacts({ scope, vaults }));
    const mend = steps.flatMap((step) => (step.kind === 'findings' ? step.findings : []))[0]?.mend;
    expect(mend).toContain(String.raw`--vault-name 'it'\''s'`);
    expect(mend).toMatch(/--endpoint-url http:\/\/127.0.0.1:1 --region eu-west-1 --profile team$/);
  });
});
