import type { OnDamaged } from '../../lambdas/core/read-rows.ts';
import type { Output } from './output.ts';
import { printable } from './printable.ts';

/** Creates what tells of rows that are left out, of each once. */
export const tellDamaged = ({ note }: Pick<Output, 'note'>): OnDamaged => {
  const told = new Set<string>();
  return (reason) => {
    if (told.has(reason)) return;
    told.add(reason);
    note(`Left out: ${printable(reason)}`);
  };
};
