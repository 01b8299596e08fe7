import * as z from 'zod/mini';
import { readGroupTag } from '../../lambdas/core/group/tag.ts';
import { parseJson } from '../../lambdas/core/json.ts';

const text = z.catch(z.optional(z.string()), undefined);
const job = { vaultName: text, jobId: text, jobDescription: text, status: text, action: text };
const data = z.object({ ...job, tier: text, group: text });
const Body = z.catch(z.object({ data }), { data: {} });

/** Returns what the data of an event says about its job or group. */
export const eventTexts = (body: string) => {
  const { data: texts } = Body.parse(parseJson(body));
  return { ...texts, group: texts.group ?? readGroupTag(texts.jobDescription) };
};
