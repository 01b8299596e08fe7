import type { UpdateItemCommandInput } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { JobWrite, WriteGuard } from '../core/job-write.ts';

type Rendered = Pick<
  UpdateItemCommandInput,
  | 'UpdateExpression'
  | 'ConditionExpression'
  | 'ExpressionAttributeNames'
  | 'ExpressionAttributeValues'
>;

/** Collects the names and values of an expression under placeholders, which avoid reserved words. */
const createPlaceholders = () => {
  const names = new Map<string, string>();
  const values: Record<string, unknown> = {};
  return {
    name: (attribute: string): string => {
      const known = names.get(attribute) ?? `#${names.size}`;
      names.set(attribute, known);
      return known;
    },
    value: (value: unknown): string => {
      const placeholder = `:${Object.keys(values).length}`;
      values[placeholder] = value;
      return placeholder;
    },
    collected: () => ({
      ExpressionAttributeNames: Object.fromEntries(
        [...names].map(([attribute, placeholder]) => [placeholder, attribute]),
      ),
      ExpressionAttributeValues: marshall(values, { removeUndefinedValues: true }),
    }),
  };
};

type Placeholders = ReturnType<typeof createPlaceholders>;

const renderGuard = (guard: WriteGuard, { name, value }: Placeholders): string => {
  const isNew = () => `attribute_not_exists(${name('jobId')})`;
  switch (guard.kind) {
    case 'new':
      return isNew();
    case 'new-or-pending':
      return `${isNew()} OR (${isPending(guard.at, { name, value })})`;
    case 'as-decided':
      return `${name('sequence')} = ${value(guard.sequence)} AND ${name('revision')} = ${value(guard.revision)}`;
  }
};

const isPending = (at: string, { name, value }: Pick<Placeholders, 'name' | 'value'>): string =>
  [
    `${name('status')} = ${value('InProgress')}`,
    `${name('firstSeenAt')} <= ${value(at)}`,
    `${name('sequence')} = ${value(1)}`,
    `attribute_not_exists(${name('transitions')}[0].${name('eventVersion')})`,
  ].join(' AND ');

const renderSet = (write: JobWrite, { name, value }: Placeholders): string[] => [
  ...Object.entries(write.set).map(([attribute, to]) => `${name(attribute)} = ${value(to)}`),
  ...Object.entries(write.setIfMissing).map(
    ([attribute, to]) => `${name(attribute)} = if_not_exists(${name(attribute)}, ${value(to)})`,
  ),
];

const renderAppend = ({ append }: JobWrite, { name, value }: Placeholders): string =>
  `${name('transitions')} = list_append(if_not_exists(${name('transitions')}, ${value([])}), ${value(append)})`;

const renderAdd = ({ append }: JobWrite, { name, value }: Placeholders): string => {
  const revision = `${name('revision')} ${value(1)}`;
  return append.length > 0 ? `${revision}, ${name('sequence')} ${value(append.length)}` : revision;
};

/** Renders a job's write as one conditional UpdateItem. */
export const renderJobUpdate = (write: JobWrite): Rendered => {
  const holders = createPlaceholders();
  const appended = write.append.length > 0 ? [renderAppend(write, holders)] : [];
  const sets = [...renderSet(write, holders), ...appended];
  const removed =
    write.remove.length > 0 ? ` REMOVE ${write.remove.map(holders.name).join(', ')}` : '';
  return {
    UpdateExpression: `SET ${sets.join(', ')}${removed} ADD ${renderAdd(write, holders)}`,
    ConditionExpression: renderGuard(write.guard, holders),
    ...holders.collected(),
  };
};
