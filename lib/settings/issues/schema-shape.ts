import * as z from 'zod';

/** The fields of a group of settings; none for a single setting. */
export const shapeOf = (schema: z.core.$ZodType): Readonly<Record<string, z.core.$ZodType>> => {
  if (schema instanceof z.ZodObject) return schema.shape;
  const isWrapper =
    schema instanceof z.ZodPrefault ||
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodOptional;
  return isWrapper ? shapeOf(schema.unwrap()) : {};
};
