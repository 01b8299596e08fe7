import { describe, expect, it } from 'vitest';
import { matchesWildcards } from '../../../../operations/doctor/policy/condition.ts';
import { readPolicy } from '../../../../operations/doctor/policy/document.ts';
import { evaluatePolicy } from '../../../../operations/doctor/policy/evaluate.ts';

const TOPIC = 'arn:aws:sns:eu-west-1:123456789012:notices';
const REQUEST = {
  service: 'glacier.amazonaws.com',
  action: 'sns:Publish',
  resource: TOPIC,
  context: { 'aws:sourceaccount': '123456789012', 'aws:securetransport': 'true' },
};
const ALLOW = {
  Effect: 'Allow',
  Principal: { Service: 'glacier.amazonaws.com' },
  Action: 'sns:Publish',
  Resource: TOPIC,
};
const DENY = { ...ALLOW, Sid: 'No', Effect: 'Deny', Principal: '*' };

const evaluate = (...statements: object[]) =>
  evaluatePolicy(readPolicy(JSON.stringify({ Statement: statements }))!, REQUEST);

const given = (Condition: object) => ({ ...ALLOW, Condition });

describe('evaluatePolicy', () => {
  it.each<[string, object[]]>([
    ['a plain statement', [ALLOW]],
    ['everybody', [{ ...ALLOW, Principal: '*' }]],
    ['everybody, written otherwise', [{ ...ALLOW, Principal: { AWS: '*' } }]],
    ['lists', [{ ...ALLOW, Action: ['sns:Subscribe', 'SNS:Publish'], Resource: [TOPIC, 'x'] }]],
    ['wildcards', [{ ...ALLOW, Action: 'sns:Pub*', Resource: 'arn:aws:sns:*:notices' }]],
    ['no resource, as in the policy of a key', [{ ...ALLOW, Resource: undefined }]],
    ['all but others', [{ ...ALLOW, Action: undefined, NotAction: 'sns:Subscribe' }]],
    ['all but others, again', [{ ...ALLOW, Resource: undefined, NotResource: 'x' }]],
    ['an account', [given({ StringEquals: { 'AWS:SourceAccount': '123456789012' } })]],
    ['one of several', [given({ StringLike: { 'aws:SourceAccount': ['9*', '1234*'] } })]],
    ['a truth', [given({ Bool: { 'aws:SecureTransport': true } })]],
    ['a key that may be absent', [given({ StringEqualsIfExists: { 'aws:SourceArn': 'x' } })]],
    ['an absent key under a negation', [given({ StringNotEquals: { 'aws:SourceArn': 'x' } })]],
    ['an absent key', [given({ Null: { 'aws:SourceArn': 'true' } })]],
    [
      'without regard to case',
      [given({ StringEqualsIgnoreCase: { 'aws:SecureTransport': 'TRUE' } })],
    ],
    ['although another is denied', [ALLOW, { ...DENY, Principal: { AWS: 'arn:aws:iam::1:root' } }]],
    [
      'a denial of what is not so',
      [ALLOW, { ...DENY, Condition: { Bool: { 'aws:SecureTransport': 'false' } } }],
    ],
    [
      'a denial to others than Glacier',
      [ALLOW, { ...DENY, Principal: undefined, NotPrincipal: ALLOW.Principal }],
    ],
  ])('allows by %s', (_, statements) => {
    expect(evaluate(...statements)).toStrictEqual({ kind: 'allowed' });
  });

  it.each<[string, object[]]>([
    ['nothing', []],
    ['another service', [{ ...ALLOW, Principal: { Service: 's3.amazonaws.com' } }]],
    ['another action', [{ ...ALLOW, Action: 'sns:Subscribe' }]],
    ['all but this action', [{ ...ALLOW, Action: undefined, NotAction: 'sns:*' }]],
    ['another topic', [{ ...ALLOW, Resource: `${TOPIC}-2` }]],
    ['another account', [given({ StringEquals: { 'aws:SourceAccount': '9' } })]],
    ['a key that is not there', [given({ ArnLike: { 'aws:SourceArn': '*' } })]],
    ['the absence of one that is there', [given({ Null: { 'aws:SourceAccount': 'true' } })]],
    ['no principal', [{ ...ALLOW, Principal: undefined }]],
  ])('does not allow by %s', (_, statements) => {
    expect(evaluate(...statements)).toStrictEqual({ kind: 'not-allowed', isCertain: true });
  });

  it('lets a denial win, and names it', () => {
    expect(evaluate(ALLOW, DENY)).toStrictEqual({
      kind: 'denied',
      statement: 'No',
      isCertain: true,
    });
    const nameless = { ...DENY, Sid: undefined };
    expect(evaluate(ALLOW, nameless)).toMatchObject({ statement: 'number 2' });
  });

  it.each([
    { ArnLike: { 'aws:SourceArn': 'arn:aws:glacier:*' } },
    { ArnNotLikeIfExists: { 'aws:SourceArn': 'x' } },
    { Null: { 'aws:SourceArn': 'false' } },
  ])('does not decide by a key whose value is unknown: %j', (condition) => {
    const request = { ...REQUEST, context: { ...REQUEST.context, 'aws:sourcearn': undefined } };
    const statements = readPolicy(JSON.stringify({ Statement: given(condition) }))!;
    expect(evaluatePolicy(statements, request)).toStrictEqual({
      kind: 'not-allowed',
      isCertain: false,
    });
  });

  it('says where it does not understand a condition', () => {
    const strange = { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } };
    expect(evaluate(given(strange))).toStrictEqual({ kind: 'not-allowed', isCertain: false });
    expect(evaluate(ALLOW, { ...DENY, Condition: strange })).toMatchObject({
      kind: 'denied',
      isCertain: false,
    });
    const both = { ...strange, StringEquals: { 'aws:SourceAccount': '9' } };
    expect(evaluate(ALLOW, { ...DENY, Condition: both })).toStrictEqual({ kind: 'allowed' });
  });
});

it('reads one statement as a list, and no policy out of anything else', () => {
  expect(readPolicy(JSON.stringify({ Statement: ALLOW }))).toHaveLength(1);
  expect(readPolicy('{}')).toBeUndefined();
  expect(readPolicy('x')).toBeUndefined();
});

it.each([
  ['*', '', true],
  ['a*c', 'abbbc', true],
  ['a*b*c', 'axbxbxc', true],
  ['a?c', 'abc', true],
  ['a?c', 'ac', false],
  ['abc', 'abcd', false],
  ['*c', 'abcd', false],
])('compares %s to %s', (pattern, text, isMatch) => {
  expect(matchesWildcards(pattern, text)).toBe(isMatch);
});
