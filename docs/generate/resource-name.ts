import * as z from 'zod';
import type { Template } from './synthesize-template.ts';

const Reference = z.union([
  z.object({ Ref: z.string() }).transform(({ Ref }) => Ref),
  z
    .object({ 'Fn::GetAtt': z.tuple([z.string(), z.string()]) })
    .transform(({ 'Fn::GetAtt': [logicalId] }) => logicalId),
]);

/** The logical id of the resource that a value points at, if it does. */
export const referredId = (value: unknown): string | undefined => Reference.safeParse(value).data;

/** Ids of constructs that say what a thing is and not which. */
const GENERIC = ['Resource', 'Default', 'Table', 'Topic', 'Key', 'Function'];

/** The way to a resource in the construct tree, without what only says what kind of thing it is. */
export const pathOf = ({ Resources }: Template, logicalId: string): string[] =>
  (Resources[logicalId]?.Metadata['aws:cdk:path'] ?? logicalId)
    .split('/')
    .slice(1)
    .filter((id) => !GENERIC.includes(id));

/** The name by which the documents call a resource. */
export const nameOf = (template: Template, logicalId: string): string =>
  pathOf(template, logicalId).at(-1) ?? logicalId;
