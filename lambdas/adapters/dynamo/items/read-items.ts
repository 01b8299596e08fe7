import { type ReadRowsOptions, readRows } from '../../../core/rows.ts';
import { type DynamoItem, toPlainItem } from './plain-item.ts';

type Item = DynamoItem;

/** Reads the items of a page, of which one that is damaged must not hide the others. */
export const readItems = <Row>(
  items: readonly Item[] | undefined,
  options: ReadRowsOptions<Row>,
): Row[] => readRows((items ?? []).map(toPlainItem), options);
