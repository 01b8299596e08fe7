import * as z from 'zod';
import type { ProxyAnswer } from './fault-answers.ts';

const BatchAnswer = z
  .object({ Successful: z.array(z.object({ Id: z.string() }).loose()).min(1) })
  .loose();

const REASON = { Code: 'InternalError', Message: 'An entry was refused', SenderFault: false };

/**
 * Lets the answer to a batch say that its last entry was refused, although it was taken.
 *
 * So the batch is partly tried again, and what is tried again has happened already. `undefined` when
 * the answer is none to a batch.
 */
export const refuseLastEntry = (answer: ProxyAnswer): ProxyAnswer | undefined => {
  if (answer.status !== 200) return undefined;
  const text = answer.body.toString();
  const changed = text.startsWith('<') ? refuseInXml(text) : refuseInJson(text);
  if (changed === undefined) return undefined;
  const { 'content-length': _, ...headers } = answer.headers;
  return { ...answer, headers, body: Buffer.from(changed) };
};

const refuseInJson = (text: string): string | undefined => {
  const read = BatchAnswer.safeParse(JSON.parse(text));
  if (!read.success) return undefined;
  const { Successful, ...rest } = read.data;
  const { Id } = Successful.at(-1) ?? { Id: '0' };
  return JSON.stringify({
    ...rest,
    Successful: Successful.slice(0, -1),
    Failed: [{ Id, ...REASON }],
  });
};

const MEMBER = /<member>(?:(?!<\/member>).)*<Id>(\d+)<\/Id>(?:(?!<\/member>).)*<\/member>/gs;

const refuseInXml = (text: string): string | undefined => {
  const last = [...text.matchAll(MEMBER)].at(-1);
  if (last === undefined || !text.includes('PublishBatchResult')) return undefined;
  const { Code, Message } = REASON;
  const refused = `<member><Id>${last[1]}</Id><Code>${Code}</Code><Message>${Message}</Message><SenderFault>false</SenderFault></member>`;
  return text
    .replace(/<Failed\s*\/>|<Failed>\s*<\/Failed>/, '')
    .replace(last[0], '')
    .replace('</PublishBatchResult>', `<Failed>${refused}</Failed></PublishBatchResult>`);
};
