import * as z from 'zod';
import { parseJson } from '../../lambdas/core/json.ts';
import type { NameJob } from './job-names.ts';

const Notice = z.object({
  JobId: z.string(),
  JobDescription: z.string().nullish(),
  StatusCode: z.string(),
  VaultARN: z.string(),
});

const Job = z.object({ jobId: z.string(), jobDescription: z.string().optional() });
const Group = z.object({
  group: z.string(),
  counts: z.record(z.string(), z.number()).default({}),
});

/** An event's body, as far as a reader needs it. */
const EventBody = z.object({ type: z.string(), data: z.union([Job, Group]) });

/** Describes a notice in one line. */
export const narrateNotice = (message: string, nameJob: NameJob): string => {
  const notice = Notice.safeParse(parseJson(message)).data;
  if (notice === undefined) return `an invalid notice: ${message.slice(0, 60)}`;
  const vault = notice.VaultARN.slice(notice.VaultARN.lastIndexOf('/') + 1);
  return `${nameJob(notice.JobId, notice.JobDescription)} of vault ${vault}: ${notice.StatusCode}`;
};

/** Describes an event in one line. */
export const narrateEvent = (body: string, nameJob: NameJob): string => {
  const event = EventBody.safeParse(parseJson(body)).data;
  if (event === undefined) return body.slice(0, 60);
  const { type, data } = event;
  if ('jobId' in data) return `${type} of ${nameJob(data.jobId, data.jobDescription)}`;
  const counts = Object.entries(data.counts).filter(([, count]) => count > 0);
  const texts = counts.map(([status, count]) => `${count} ${status}`).join(', ');
  return `${type} of the group "${data.group}"${texts && ` (${texts})`}`;
};
