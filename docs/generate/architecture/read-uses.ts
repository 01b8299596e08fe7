import * as z from 'zod';
import { referredId } from '../resource-name.ts';
import type { Template } from '../synthesize-template.ts';
import type { DiagramEdge } from './diagram.ts';
import { GLACIER } from './outside.ts';

const oneOrMore = <Item extends z.ZodType>(item: Item) =>
  z.union([z.array(item), item.transform((one) => [one])]);

const Policy = z.object({
  PolicyDocument: z.object({
    Statement: z.array(
      z.object({
        Effect: z.literal('Allow'),
        Action: oneOrMore(z.string()),
        Resource: oneOrMore(z.unknown()),
      }),
    ),
  }),
  Roles: z.array(z.unknown()).default([]),
});

/** What lets a function write, or give something away. */
const GIVES = /^(dynamodb:(Put|Update|Delete|BatchWrite)Item|sns:Publish|sqs:SendMessage)$/;
const READS = /^dynamodb:(GetItem|Query|Scan|BatchGetItem)$/;
const ASKS = /^glacier:(DescribeJob|ListJobs|SetVaultNotifications)$/;

/** Reads from the permissions of functions what they read, write and ask. */
export const readUses = ({ Resources }: Template): DiagramEdge[] => {
  const functions = new Map(
    Object.entries(Resources)
      .filter(([, { Type }]) => Type === 'AWS::Lambda::Function')
      .map(([id, { Properties }]) => [referredId(Properties['Role']) ?? '', id] as const),
  );
  return Object.values(Resources)
    .filter(({ Type }) => Type === 'AWS::IAM::Policy' || Type === 'AWS::IAM::ManagedPolicy')
    .flatMap(({ Properties }) => {
      const { PolicyDocument, Roles } = Policy.parse(Properties);
      const fn = functions.get(referredId(Roles[0]) ?? '');
      return fn === undefined ? [] : PolicyDocument.Statement.flatMap((one) => usesOf(fn, one));
    });
};

type Statement = z.output<typeof Policy>['PolicyDocument']['Statement'][number];

const usesOf = (fn: string, { Action, Resource }: Statement): DiagramEdge[] =>
  Action.flatMap((action) => Resource.flatMap((resource) => useOf(fn, action, resource)));

const useOf = (fn: string, action: string, resource: unknown): DiagramEdge[] => {
  // Glacier's answers are what matters, so Glacier is drawn before the function that asks.
  const [, question] = ASKS.exec(action) ?? [];
  if (question !== undefined) {
    return [{ from: GLACIER, to: fn, kind: 'question', label: question }];
  }
  const target = resourceOf(resource);
  if (target === undefined) return [];
  if (GIVES.test(action)) return [{ from: fn, to: target, kind: 'use' }];
  return READS.test(action) ? [{ from: target, to: fn, kind: 'use' }] : [];
};

/** The resource of an ARN, also where it is the ARN of an index. */
const resourceOf = (resource: unknown): string | undefined => {
  const [, inner] = /"Fn::GetAtt":\["(\w+)","Arn"\]/.exec(JSON.stringify(resource)) ?? [];
  return referredId(resource) ?? inner;
};
