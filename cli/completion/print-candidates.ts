import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { listVaultNames } from '../deployment/vault-names.ts';
import { createEndpointPorts } from '../endpoints/endpoint-ports.ts';
import type { Context } from '../framework/context.ts';
import { EXIT } from '../framework/errors/exit-code.ts';
import { printable } from '../framework/output/printable.ts';
import { createGroupPorts } from '../groups/group-ports.ts';
import { type Candidates, nextWord } from './candidates.ts';

/** How long a shell waits; a slower deployment completes nothing. */
const MOST_MS = 2000;

/** Prints what may come next, one word and its meaning per line; nothing if that is unknown. */
export const printCandidates = async (
  context: Context,
  program: CommandUnknownOpts,
  words: readonly string[],
): Promise<undefined> => {
  const late = setTimeout(() => process.exit(EXIT.ok), MOST_MS);
  const next = nextWord(program, words);
  const candidates =
    typeof next === 'string' ? await readValues(next, context).catch(() => []) : next;
  clearTimeout(late);
  for (const [word, meaning] of candidates) {
    if (word.startsWith(words.at(-1) ?? '')) context.output.print(`${word}\t${printable(meaning)}`);
  }
};

const readValues = async (name: string, { connect, output }: Context): Promise<Candidates> => {
  if (name === 'vault') return (await listVaultNames(await connect())).map((one) => [one, '']);
  if (name === 'group') {
    const { groups } = await createGroupPorts(await connect(), output).groups.page('open', '9999');
    return groups.map(({ group }) => [group, '']);
  }
  if (name !== 'endpoint') return [];
  const endpoints = await createEndpointPorts(await connect(), output).endpoints.list();
  return endpoints.map(({ endpointId, urlHost = '' }) => [endpointId, urlHost]);
};
