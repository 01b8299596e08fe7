import * as z from 'zod';

/** The part of a CloudFormation resource that the sandbox reads. */
export const TemplateResource = z.object({
  Type: z.string(),
  Properties: z.record(z.string(), z.unknown()).default({}),
  Metadata: z.record(z.string(), z.unknown()).default({}),
  DependsOn: z.union([z.string(), z.array(z.string())]).default([]),
});
export type TemplateResource = z.output<typeof TemplateResource>;

/** The part of a CloudFormation template that the sandbox reads. */
export const CloudTemplate = z.object({
  Parameters: z.record(z.string(), z.object({ Default: z.unknown().optional() })).default({}),
  Conditions: z.record(z.string(), z.unknown()).default({}),
  Resources: z.record(z.string(), TemplateResource),
  Outputs: z.record(z.string(), z.object({ Value: z.unknown() })).default({}),
});
export type CloudTemplate = z.output<typeof CloudTemplate>;
