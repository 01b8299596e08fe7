import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toPlainItem } from '../../lambdas/adapters/dynamo/items/plain-item.ts';
import { createDynamoVaultRecords } from '../../lambdas/adapters/dynamo/vault-records.ts';
import { readDelivery } from '../../lambdas/core/delivery/delivery.ts';
import { DeliveryMessage } from '../../lambdas/core/delivery/message.ts';
import { DEFAULT_EVENT_TYPES } from '../../lambdas/core/endpoint/endpoint.ts';
import { EndpointSecret } from '../../lambdas/core/endpoint/secret.ts';
import { readEndpointState } from '../../lambdas/core/endpoint/state.ts';
import { readGroupEntry } from '../../lambdas/core/group/entry.ts';
import { readGroup } from '../../lambdas/core/group/group.ts';
import { readJobItem } from '../../lambdas/core/job/item.ts';
import { parseJson } from '../../lambdas/core/json.ts';
import { createFakeLog } from '../support/fake-telemetry.ts';
import { putRow } from '../support/key-table.ts';
import { createGoldenFiles } from './generate/golden-files.ts';
import { type GoldenWorld, startGoldenWorld } from './generate/golden-world.ts';
import { attributesOf, listUnknown, watchReads } from './places.ts';
import { filesOf, GOLDEN_FOLDER, readGolden, VERSIONS } from './read-golden.ts';

let world: GoldenWorld;

beforeAll(async () => {
  world = await startGoldenWorld();
});

afterAll(() => world.stop());

type Row = Record<string, unknown>;
type ReadRow = (row: unknown) => unknown;
type Table =
  | 'jobs'
  | 'groups'
  | 'group-entries'
  | 'endpoints'
  | 'endpoint-secrets'
  | 'deliveries'
  | 'vaults';

const readVaultRecord = async (row: unknown) => {
  await putRow(world.client, 'vaults', row as Row);
  const records = createDynamoVaultRecords(world.client, 'vaults', createFakeLog());
  const [record] = await records.list();
  await records.forget(String(Reflect.get(row as Row, 'vaultName')));
  return record;
};
const asWritten = (row: Row) => row;

/** The tables, each with its reader and with what that adds to a row. */
const TABLES: readonly [Table, ReadRow, (row: Row) => Row][] = [
  ['jobs', readJobItem, asWritten],
  [
    'endpoints',
    readEndpointState,
    (row) => ({ eventTypes: [...DEFAULT_EVENT_TYPES], filter: {}, ...row }),
  ],
  ['endpoint-secrets', (row) => EndpointSecret.parse(row), asWritten],
  ['deliveries', readDelivery, asWritten],
  ['groups', readGroup, asWritten],
  ['group-entries', readGroupEntry, asWritten],
];

/** Parts of a job that Glacier words, and the service only keeps. */
const AS_GLACIER_SAYS = ['inventoryRetrievalParameters', 'selectParameters', 'outputLocation'];

/** Reserved for later versions: read, and never written. */
const NOT_WRITTEN = ['transitions.[].eventVersion', 'eventVersion'];

describe.each(VERSIONS)('on data that version %s persisted, this code', (version) => {
  const golden = readGolden(version);
  // The first version had no groups.
  const rowsOf = (table: Table) => (golden[table] ?? []).map(toPlainItem);

  it('finds every file unchanged: another format needs another version', () => {
    const sums = filesOf(version).map((file) => {
      const content = readFileSync(join(GOLDEN_FOLDER, version, file));
      return `${createHash('sha256').update(content).digest('hex')}  ${version}/${file}`;
    });
    const listed = readFileSync(join(GOLDEN_FOLDER, `${version}.sha256`), 'utf8');
    expect(sums).toStrictEqual(listed.trimEnd().split('\n'));
  });

  it.each([...TABLES])('reads every row of %s', (table, readRow, withDefaults) => {
    const rows = rowsOf(table);
    expect(rows.map(readRow)).toStrictEqual(rows.map(withDefaults));
  });

  it('reads every record of a vault', async () => {
    for (const row of rowsOf('vaults')) {
      expect(await readVaultRecord(row)).toStrictEqual(row);
    }
  });

  it.each<[Table, ReadRow]>([
    ...TABLES.map(([table, readRow]): [Table, ReadRow] => [table, readRow]),
    ['vaults', readVaultRecord],
  ])('knows every attribute of %s', async (table, readRow) => {
    const unknown = await listUnknown(rowsOf(table), readRow);
    const inParts = AS_GLACIER_SAYS.map((name) => `${name}.`);
    expect(unknown.filter((name) => !inParts.some((part) => name.startsWith(part)))).toStrictEqual(
      [],
    );
  });
});

describe('the data of all versions', () => {
  const goldens = VERSIONS.map(readGolden);

  it('has every attribute that this code writes', async () => {
    const known = new Set(goldens.flatMap((golden) => attributesOf(golden)));
    const written = attributesOf(await createGoldenFiles());
    expect(written.filter((attribute) => !known.has(attribute))).toStrictEqual([]);
  }, 120_000);

  it.each([...TABLES])(
    'has every attribute that this code reads in rows of %s',
    (table, readRow) => {
      const rows = goldens.flatMap((golden) => (golden[table] ?? []).map(toPlainItem));
      const missing = watchReads(rows, readRow);
      expect(missing.filter((attribute) => !NOT_WRITTEN.includes(attribute))).toStrictEqual([]);
    },
  );

  it('has every attribute that this code reads in messages of DeliveryQueue', () => {
    const messages = goldens.flatMap(({ messages: { DeliveryQueue } }) =>
      DeliveryQueue.map(({ MessageBody }) => parseJson(String(MessageBody))),
    );
    expect(watchReads(messages, (message) => DeliveryMessage.parse(message))).toStrictEqual([]);
  });
});
