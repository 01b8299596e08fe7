import * as z from 'zod';
import { readBody } from '../../api/read-body.ts';
import { invalidParameter } from '../../api/refusals.ts';
import { checkTopic } from '../../vaults/topic-rule.ts';

const text = z.string().nullish();

/** The body of InitiateJob; Glacier's own examples write null for what is not there. */
const jobParametersSchema = z.object({
  Type: text,
  ArchiveId: text,
  Description: text,
  Format: text,
  SNSTopic: text,
  RetrievalByteRange: text,
  Tier: text,
  InventoryRetrievalParameters: z
    .object({ StartDate: text, EndDate: text, Limit: text, Marker: text })
    .nullish(),
  SelectParameters: z.record(z.string(), z.unknown()).nullish(),
  OutputLocation: z
    .object({ S3: z.looseObject({ BucketName: text, Prefix: text }).nullish() })
    .nullish(),
});

/** What InitiateJob asks for, before its rules are checked. */
export type JobParameters = z.infer<typeof jobParametersSchema>;

/** Reads the body of InitiateJob. */
export const readJobParameters = (body: string): JobParameters =>
  readBody(body, jobParametersSchema, 'Job Parameters');

/**
 * Checks what every kind of job can carry.
 *
 * {@link https://docs.aws.amazon.com/amazonglacier/latest/dev/api-jobParameters.html}
 */
export const readCommonRequest = (parameters: JobParameters, region: string) => ({
  description: checkDescription(parameters.Description ?? null),
  snsTopic: parameters.SNSTopic ? checkTopic(parameters.SNSTopic, region) : null,
});

const checkDescription = (description: string | null): string | null => {
  if (description !== null && !/^[\x20-\x7e]{0,1024}$/.test(description)) {
    throw invalidParameter('Invalid job description: at most 1024 characters, 0x20 to 0x7E.');
  }
  return description;
};
