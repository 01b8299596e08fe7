import type { Template } from 'aws-cdk-lib/assertions';
import { show } from '../synthesize.ts';

/** A resource of a template, with its logical id. */
export interface ReviewedResource {
  readonly id: string;
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
}

/** The resources of a template, by type and logical id. */
export const resourcesOf = (template: Template): readonly ReviewedResource[] =>
  Object.entries(template.toJSON()['Resources'] as Record<string, Omit<ReviewedResource, 'id'>>)
    .map(([id, resource]) => ({ id, ...resource }))
    .sort((one, other) => compare(one.Type, other.Type) || compare(one.id, other.id));

const compare = (one: string, other: string) => Number(one > other) - Number(one < other);

/** Writes a value in one line: references as `{Name}`, text without quotes, keys in order. */
export const inOneLine = (value: unknown): string => {
  if (typeof value !== 'object' || value === null) return String(value);
  if (Array.isArray(value)) return `[${value.map(inOneLine).join(', ')}]`;
  if (Object.keys(value).some((key) => key === 'Ref' || key.startsWith('Fn::'))) return show(value);
  const entries = Object.entries(value).map(([key, one]) => `${key}: ${inOneLine(one)}`);
  return `{ ${entries.sort().join(', ')} }`;
};
