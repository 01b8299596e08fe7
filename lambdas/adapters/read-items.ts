import { unmarshall } from '@aws-sdk/util-dynamodb';
import { type ReadRowsOptions, readRows } from '../core/read-rows.ts';

type Item = Parameters<typeof unmarshall>[0];

/** Reads the items of a page, of which one that is damaged must not hide the others. */
export const readItems = <Row>(
  items: readonly Item[] | undefined,
  options: ReadRowsOptions<Row>,
): Row[] =>
  readRows(
    (items ?? []).map((item) => unmarshall(item)),
    options,
  );
