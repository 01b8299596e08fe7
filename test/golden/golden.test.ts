import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readDeploymentOutputs } from '../../cli/deployment/deployment-outputs.ts';
import { readJobSettings } from '../../cli/deployment/job-settings.ts';
import { readUrlRules } from '../../cli/deployment/webhook-settings.ts';
import { readListToken, toListToken } from '../../cli/jobs/list-jobs.ts';
import { openJournal } from '../../cli/start/journal/journal.ts';
import { toPlainItem } from '../../lambdas/adapters/dynamo/items/plain-item.ts';
import { createDynamoVaultRecords } from '../../lambdas/adapters/dynamo/vault-records.ts';
import { createSnsEventsTopic } from '../../lambdas/adapters/messaging/events-topic.ts';
import { readDelivery } from '../../lambdas/core/delivery/delivery.ts';
import { DeliveryMessage, readDeliveryMessage } from '../../lambdas/core/delivery/message.ts';
import {
  deliveryExhaustedEvent,
  endpointDisabledEvent,
} from '../../lambdas/core/delivery/operator-event.ts';
import { DEFAULT_EVENT_TYPES } from '../../lambdas/core/endpoint/endpoint.ts';
import { EndpointSecret } from '../../lambdas/core/endpoint/secret.ts';
import { readEndpointState } from '../../lambdas/core/endpoint/state.ts';
import { announceChange } from '../../lambdas/core/event/announcement.ts';
import { buildJobEvent } from '../../lambdas/core/event/event.ts';
import { readJobItem } from '../../lambdas/core/job/item.ts';
import { parseJson } from '../../lambdas/core/json.ts';
import { readWantedVaults } from '../../lambdas/core/vault/request.ts';
import { readPollMessage } from '../../lambdas/poller/poll-message.ts';
import { readFailedEvent } from '../../operations/redrive/events.ts';
import { readFailedNotice } from '../../operations/redrive/failed-notice.ts';
import { buildTestEvent } from '../../operations/replay/test-event.ts';
import { createFakeLog } from '../support/fake-telemetry.ts';
import { putRow } from '../support/key-table.ts';
import { createGoldenFiles } from './generate/golden-files.ts';
import { createMailbox, type GoldenWorld, startGoldenWorld } from './generate/golden-world.ts';
import { JOURNAL_HEAD } from './generate/play-command.ts';
import { attributesOf, listUnknown, valueAt, watchReads } from './places.ts';
import { filesOf, GOLDEN_FOLDER, readGolden, VERSIONS } from './read-golden.ts';

let world: GoldenWorld;

beforeAll(async () => {
  world = await startGoldenWorld();
});

afterAll(() => world.stop());

type Row = Record<string, unknown>;
type ReadRow = (row: unknown) => unknown;
type Table = 'jobs' | 'endpoints' | 'endpoint-secrets' | 'deliveries' | 'vaults';

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
];

/** Parts of a job that Glacier words, and the service only keeps. */
const AS_GLACIER_SAYS = ['inventoryRetrievalParameters', 'selectParameters', 'outputLocation'];

/** Reserved for later versions: read, and never written. */
const NOT_WRITTEN = ['transitions.[].eventVersion'];

describe.each(VERSIONS)('on data that version %s persisted, this code', (version) => {
  const golden = readGolden(version);
  const rowsOf = (table: Table) => golden[table].map(toPlainItem);
  const bodiesOf = (queue: keyof typeof golden.messages) =>
    golden.messages[queue].map(({ MessageBody }) => String(MessageBody));
  const jobs = () => rowsOf('jobs').map(readJobItem);
  const eventsOfJobs = () =>
    rowsOf('jobs').flatMap((row) => announceChange(undefined, row).map(({ event }) => event));

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

  it('announces jobs with the same ids, bytes and attributes', async () => {
    const { sns, take } = createMailbox();
    await createSnsEventsTopic(sns, 'events').publish(eventsOfJobs());
    expect(take()).toStrictEqual(golden.events.jobs);
  });

  it('notifies operators with the same bytes', () => {
    const exhausted = rowsOf('deliveries')
      .map(readDelivery)
      .filter(({ state, dueShard }) => state === 'exhausted' && dueShard !== undefined)
      .map(deliveryExhaustedEvent);
    const disabled = rowsOf('endpoints')
      .map(readEndpointState)
      .flatMap((row) => {
        const { disableNoticePendingSince: since } = row;
        return since === undefined ? [] : [endpointDisabledEvent(row, since)];
      });
    expect([...exhausted, ...disabled].map(({ body }) => body).sort()).toStrictEqual(
      golden.events.operators.map(({ Message }) => String(Message)).sort(),
    );
  });

  it('delivers the same bytes under the same ids', () => {
    const messages = bodiesOf('DeliveryQueue').map(readDeliveryMessage);
    const undelivered = rowsOf('deliveries')
      .map(readDelivery)
      .filter(({ state }) => state !== 'delivered');
    for (const { eventId, eventType, endpointId, body = '' } of [...messages, ...undelivered]) {
      const { timestamp } = JSON.parse(body);
      const built =
        eventType === 'webhook.test'
          ? buildTestEvent(endpointId, timestamp)
          : eventsOfJobs().find(({ id }) => id === eventId);
      expect(built?.body).toBe(body);
    }
  });

  it('finds the job of a delivered event', () => {
    for (const { eventId, origin } of rowsOf('deliveries').map(readDelivery)) {
      if (origin === undefined) continue;
      const job = jobs().find(({ jobId }) => jobId === origin.jobId);
      expect(job && buildJobEvent(job, origin.sequence).id).toBe(eventId);
    }
  });

  it.each<[keyof typeof golden.messages, (body: string) => unknown]>([
    ['DeliveryQueue', readDeliveryMessage],
    ['PollQueue', readPollMessage],
    ['FailedEventsQueue', readFailedEvent],
  ])('reads every message of %s', (queue, readMessage) => {
    const bodies = bodiesOf(queue);
    expect(bodies.map(readMessage)).toStrictEqual(bodies.map(parseJson));
  });

  it('reads every message of FailedNoticesQueue', () => {
    const messages = golden.messages.FailedNoticesQueue.map((message) => ({
      body: parseJson(String(message.MessageBody)),
      failed: readFailedNotice(String(message.MessageBody), message.attributes),
    }));
    const at = (...place: (string | number)[]) => valueAt(messages, place);
    expect(messages.map(({ failed }) => failed)).toMatchObject([
      { failure: 'refused', reason: at(0, 'body', 'reason'), notices: [at(0, 'body', 'notice')] },
      { failure: 'refused', reason: at(1, 'body', 'reason'), notices: ['no notice \uffff'] },
      {
        failure: 'crashed',
        reason: at(2, 'body', 'responsePayload', 'errorMessage'),
        notices: [at(2, 'body', 'requestPayload', 'Records', 0, 'Sns', 'Message')],
      },
      {
        failure: 'undelivered',
        reason: '403: The function cannot be invoked',
        notices: [at(3, 'body', 'Message')],
      },
    ]);
  });

  it('reads the journal of a start and a place in a list', () => {
    const { journal, listToken } = golden.command;
    const path = join(mkdtempSync(join(tmpdir(), 'golden-')), 'journal');
    writeFileSync(path, journal.join('\n'));
    const opened = openJournal(path, JOURNAL_HEAD);
    opened.close();
    expect([...opened.known.values()]).toStrictEqual(journal.slice(1, -1).map(parseJson));
    expect(toListToken(readListToken(listToken))).toBe(listToken);
  });

  it('reads the outputs of the stack', () => {
    const { outputs, jobSettingsOfEveryVault } = golden.stack;
    const known = readDeploymentOutputs(outputs, 'the stack');
    expect(outputs).toMatchObject(known);
    for (const text of [known.JobSettings, jobSettingsOfEveryVault]) {
      expect(readJobSettings(text)).toStrictEqual(JSON.parse(text));
    }
    const { allowHttp, isRefusedAddress } = readUrlRules(known);
    expect([allowHttp, isRefusedAddress('10.1.0.1'), isRefusedAddress('10.2.0.1')]).toStrictEqual([
      false,
      false,
      true,
    ]);
  });

  it('reads the properties of the custom resource', () => {
    const { vaultNotifications: properties } = golden.stack;
    const request = { RequestType: 'Update', ResponseURL: '', StackId: '', RequestId: '' } as const;
    expect(
      readWantedVaults({ ...request, LogicalResourceId: '', ResourceProperties: properties }),
    ).toStrictEqual({
      manage: 'true',
      topicArn: properties['TopicArn'],
      isOwnTopic: true,
      areVaultsGiven: true,
      vaults: properties['Vaults'],
    });
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
      const rows = goldens.flatMap((golden) => golden[table].map(toPlainItem));
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
