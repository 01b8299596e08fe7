import { WRITTEN } from '../../core/event/event-version.ts';
import type { JobWrite, WriteGuard } from '../../core/job/store.ts';
import { type Placeholders, renderMatch, renderUpdate } from './items/update-expression.ts';

/** Renders a job's write as one conditional UpdateItem. */
export const renderJob = ({ guard, set, setIfMissing, remove, append }: JobWrite) => {
  const isLonger = append.length > 0;
  return renderUpdate({
    set,
    setOnce: setIfMissing,
    append: isLonger ? { transitions: append } : {},
    remove,
    add: { revision: 1, ...(isLonger && { sequence: append.length }) },
    condition: (placeholders) => renderGuard(guard, placeholders),
  });
};

const renderGuard = (guard: WriteGuard, placeholders: Placeholders): string => {
  const isNew = () => renderMatch({ jobId: null }, placeholders);
  switch (guard.kind) {
    case 'new':
      return isNew();
    case 'new-or-pending':
      return `${isNew()} OR (${isPending(guard, placeholders)})`;
    case 'as-decided': {
      const { sequence, revision } = guard;
      return renderMatch({ sequence, revision }, placeholders);
    }
  }
};

type PendingGuard = Extract<WriteGuard, { readonly kind: 'new-or-pending' }>;

const isPending = ({ at, taggedAs }: PendingGuard, placeholders: Placeholders): string => {
  const { name, value } = placeholders;
  return [
    renderMatch({ status: 'InProgress', sequence: 1 }, placeholders),
    `${name('firstSeenAt')} <= ${value(at)}`,
    hasKnownVersion(placeholders),
    taggedAs === undefined
      ? renderMatch({ group: null }, placeholders)
      : `(${renderMatch({ jobDescription: null }, placeholders)} OR ${renderMatch({ jobDescription: taggedAs }, placeholders)})`,
  ].join(' AND ');
};

const hasKnownVersion = ({ name, value }: Placeholders): string => {
  const { eventVersion } = WRITTEN;
  const version = `${name('transitions')}[0].${name('eventVersion')}`;
  const isFirst = `attribute_not_exists(${version})`;
  return eventVersion === undefined
    ? isFirst
    : `(${isFirst} OR ${version} = ${value(eventVersion)})`;
};
