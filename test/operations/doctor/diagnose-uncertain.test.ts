import { expect, it } from 'vitest';
import { diagnose } from '../../../operations/doctor/diagnose.ts';
import type { DoctorFacts } from '../../../operations/doctor/facts.ts';
import { GLACIER_MAY, healthyFacts, known, policyOf } from '../../support/doctor-facts.ts';

const NAMED = { ArnLike: { 'aws:SourceArn': 'arn:aws:glacier:*' } };
const ALLOWED = policyOf(GLACIER_MAY('SourceAccount'), GLACIER_MAY('SourceOwner'));
const KEY_USE = {
  Effect: 'Allow',
  Principal: { Service: 'glacier.amazonaws.com' },
  Action: ['kms:GenerateDataKey*', 'kms:Decrypt'],
  Resource: '*',
  Condition: NAMED,
};

it.each<[string, Partial<DoctorFacts>]>([
  [
    'topic-policy',
    {
      topic: known({
        policy: policyOf(GLACIER_MAY('x', { Condition: NAMED })),
        keyId: undefined,
      }),
    },
  ],
  [
    'topic-key',
    {
      topic: known({ policy: ALLOWED, keyId: 'key' }),
      topicKey: known({
        arn: 'arn:key',
        state: 'Enabled',
        isAwsManaged: false,
        policy: policyOf(KEY_USE),
      }),
    },
  ],
])('warns at %s of a condition on the vault, which Glacier may name or not', (step, changes) => {
  const { steps } = diagnose(healthyFacts(changes));
  expect(steps.find((one) => one.step === step)).toMatchObject({
    findings: [
      {
        severity: 'warning',
        problem: expect.stringMatching(/only under conditions that cannot be evaluated/),
      },
    ],
  });
});
