import { describe, expect, it } from 'vitest';
import { diagnose } from '../../../operations/doctor/diagnose.ts';
import type { DoctorFacts } from '../../../operations/doctor/facts.ts';
import { STEPS, type Step } from '../../../operations/doctor/finding.ts';
import { aFunction, healthyFacts, known, policyOf } from '../../support/doctor-facts.ts';
import { FAULTS, KEY_USE, keyThat, subscribedWith, topicThat } from './faults.ts';

const GONE = known(aFunction('poller', { exists: false }));
const ran = (invocations: number, ageMinutes?: number) =>
  known({ minutes: 15, invocations, errors: 0, ageMinutes });

describe('diagnose', () => {
  it('finds nothing in a healthy deployment', () => {
    const { isHealthy, steps } = diagnose(healthyFacts());
    expect(isHealthy).toBe(true);
    expect(steps.filter(({ kind }) => kind !== 'fine')).toStrictEqual([]);
  });

  it.each(FAULTS)('finds %s', (_, changes, step, problem, fix) => {
    const { isHealthy, steps } = diagnose(healthyFacts(changes));
    expect(isHealthy).toBe(false);
    const found = steps.find((one) => one.step === step);
    expect(found).toMatchObject({
      kind: 'findings',
      findings: [{ problem: expect.stringMatching(problem), fix: expect.stringMatching(fix) }],
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

  it('calls no deployment healthy of which nothing could be checked', () => {
    const fact = { kind: 'unchecked', reason: 'no permission' } as const;
    const all = Object.fromEntries(
      Object.entries(healthyFacts()).map(([name, value]) =>
        typeof value === 'object' && 'kind' in value ? [name, fact] : [name, value],
      ),
    );
    const { isHealthy, steps } = diagnose({ ...healthyFacts(), ...all });
    expect(isHealthy).toBe(false);
    expect(steps.filter(({ step }) => step !== 'rows')).toStrictEqual(
      STEPS.filter((step) => step !== 'rows').map((step) => ({ step, ...fact })),
    );
  });

  const UNCHECKED = { kind: 'unchecked', reason: 'denied' } as const;
  const FACTS = Object.entries(healthyFacts()).filter(
    ([, value]) => typeof value === 'object' && 'kind' in value,
  );

  it.each(FACTS)('is not healthy while %s could not be looked up', (name) => {
    // A topic without a key has no key to look up.
    const changes = { ...keyThat({ policy: policyOf(KEY_USE) }), [name]: UNCHECKED };
    const { isHealthy, steps } = diagnose(healthyFacts(changes));
    expect(isHealthy).toBe(false);
    expect(steps).toContainEqual({ step: expect.any(String), ...UNCHECKED });
  });

  it.each<[string, Partial<DoctorFacts>, string]>([
    ['a young one', { polls: ran(0, 14) }, 'starting'],
    ['one whose first metrics are late', { polls: ran(0, 15) }, 'findings'],
    ['one of unknown age', { polls: ran(0) }, 'findings'],
    ['a young one that ran', { polls: ran(1, 1) }, 'fine'],
    ['a young one without a poller', { polls: ran(0, 1), poller: GONE }, 'findings'],
  ])('calls %s by the state of its poller', (_, changes, kind) => {
    const { isHealthy, steps } = diagnose(healthyFacts(changes));
    expect(steps.find(({ step }) => step === 'polling')?.kind).toBe(kind);
    expect(isHealthy).toBe(kind !== 'findings');
  });

  it('does not hide what is known to be wrong behind what could not be checked', () => {
    const changes = { poller: GONE, schedules: UNCHECKED, polls: UNCHECKED };
    const { steps } = diagnose(healthyFacts(changes));
    expect(steps.find(({ step }) => step === 'polling')).toMatchObject({ kind: 'findings' });
  });

  it.each<[Step, Partial<DoctorFacts>, RegExp]>([
    [
      'topic-policy',
      { topic: known({ policy: undefined, keyId: undefined }) },
      /returns no policy/,
    ],
    ['topic-policy', { topic: topicThat('x') }, /cannot be read/],
    ['topic-policy', { topic: known(undefined) }, /does not exist/],
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
      commandName: 'glacier-jobs',
      selfOptions: '--sandbox',
      awsOptions: '--profile team',
      endpoints: { glacier: 'http://127.0.0.1:1' },
    };
    const vaults = known([{ name: "it's", exists: true }]);
    const { steps } = diagnose(healthyFacts({ scope, vaults }));
    const fix = steps.flatMap((step) => (step.kind === 'findings' ? step.findings : []))[0]?.fix;
    expect(fix).toContain(String.raw`--vault-name 'it'\''s'`);
    expect(fix).toMatch(/--endpoint-url http:\/\/127.0.0.1:1 --region eu-west-1 --profile team$/);
  });
});
