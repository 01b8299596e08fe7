const CODES = new Set(['NotFoundException', 'ResourceNotFoundException']);

/** Says whether an AWS service has not found what it was asked about. */
export const isMissing = (error: unknown): boolean =>
  error instanceof Error && CODES.has(error.name);

/** Waits for an answer of an AWS service; `undefined` where what it was asked about does not exist. */
export const unlessMissing = async <Answer>(call: Promise<Answer>): Promise<Answer | undefined> => {
  try {
    return await call;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
};
