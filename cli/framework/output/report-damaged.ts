import type { OnDamaged } from '../../../lambdas/core/rows.ts';
import type { Output } from './output.ts';
import { printable } from './printable.ts';

/** Returns a function that reports each unreadable row once. */
export const reportDamaged = ({ note }: Pick<Output, 'note'>): OnDamaged => {
  const reported = new Set<string>();
  return (reason) => {
    if (reported.has(reason)) return;
    reported.add(reason);
    note(`Skipped: ${printable(reason)}`);
  };
};
