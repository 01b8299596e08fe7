import { globSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');

/** What the adapters could do besides, and no command has them do. */
const NEVER_ASKED = [
  // The place of a deployment is known by its outputs.
  'dynamodb:DescribeTable on Jobs',
  // The sender alone records attempts.
  'dynamodb:PutItem on Deliveries',
  // The redeliverer alone asks for what is due.
  'dynamodb:Query on Deliveries/due',
  // The key of a foreign topic is not known before the deployment.
  'kms:DescribeKey',
  'kms:GetKeyPolicy',
];

/** Adds a file and all that it imports. */
const load = (file: string, loaded: Set<string>): void => {
  if (loaded.has(file)) return;
  loaded.add(file);
  for (const [, path = ''] of readFileSync(file, 'utf8').matchAll(
    /^(?:import|export)(?! type)[^;]*?from '(\.[^']+)';/gm,
  )) {
    load(join(file, '..', path), loaded);
  }
};

/** The tables by the names of the adapters that work on them. */
const TABLES: readonly [RegExp, string][] = [
  [/endpoints\/secrets|endpoint-secret-rows/, 'EndpointSecrets'],
  [/dynamo\/endpoints\/|endpoint-rows/, 'Endpoints'],
  [/\/(event-)?deliver/, 'Deliveries'],
  [/(dynamo|tables)\/([a-z]+-)?groups?\b/, 'Groups'],
  [/member-index|batch-get/, 'Jobs'],
  [/(dynamo|tables)\/([a-z]+-)?jobs?\b|registry\/stack-place/, 'Jobs'],
];

const tablesOf = (file: string): string[] => {
  // Its callers, the two modules that keep endpoints, pass the table.
  if (file.endsWith('tables/endpoint-change.ts')) return ['Endpoints', 'EndpointSecrets'];
  // Its callers, all modules that read single items, pass the table.
  if (file.endsWith('read-item.ts')) {
    return ['Jobs', 'Groups', 'Endpoints', 'EndpointSecrets', 'Deliveries'];
  }
  const found = TABLES.find(([name]) => name.test(file));
  if (!found) throw new Error(`Say in TABLES which table ${file} works on.`);
  return [found[1]];
};

/** What an adapter calls: each action, and of a table's also where. */
const callsOf = (file: string): string[] => {
  const source = readFileSync(join(ROOT, file), 'utf8');
  const client = /@aws-sdk\/client-(?!.*type)(\w+)/.exec(source)?.[1] ?? '';
  const service = client === 'eventbridge' ? 'events' : client;
  const called = [
    ...source.matchAll(/new ([A-Z]\w+)Command\(/g),
    ...source.matchAll(/paginate([A-Z]\w+)\(/g),
  ].map(([, action = '']) => action);
  if (service !== 'dynamodb') return called.map((action) => `${service}:${withoutBatch(action)}`);
  const indexes = [...source.matchAll(/(?:IndexName: |INDEX_NAME = )'(\w+)'/g)];
  return called.flatMap((action) =>
    tablesOf(file).flatMap((table) => {
      const places = action === 'Query' && indexes.length > 0 ? indexes : [['', '']];
      return places.map(
        ([, index]) => `dynamodb:${written(action)} on ${table}${index === '' ? '' : `/${index}`}`,
      );
    }),
  );
};

// A transaction needs the permission for each of its writes.
const written = (action: string): string => (action === 'TransactWriteItems' ? 'PutItem' : action);

// A batch of SNS and SQS needs the permission for one; that of DynamoDB has one of its own.
const withoutBatch = (action: string): string => action.replace(/Batch$/, '');

/**
 * Lists what the command calls of AWS, by the adapters that it loads, as `dynamodb:Scan on Jobs` or
 * `sqs:SendMessage`.
 */
export const commandCalls = (): string[] => {
  const loaded = new Set<string>();
  for (const file of globSync('cli/**/*.ts', { cwd: ROOT })) load(join(ROOT, file), loaded);
  const adapters = [...loaded]
    .map((file) => relative(ROOT, file))
    .filter((file) => /^(lambdas\/adapters|operations\/aws|registry)\//.test(file))
    // A probe is an administrator's: docs/unknowns.md.
    .filter((file) => !file.startsWith('operations/aws/probe/'));
  const calls = new Set(adapters.flatMap(callsOf));
  for (const call of NEVER_ASKED) {
    // An exception that is none any more has to go.
    if (!calls.delete(call)) throw new Error(`No adapter of the command calls ${call}.`);
  }
  return [...calls].sort();
};
