const MAX_ATTEMPTS = 30;

/** Retries an action until it succeeds, as a client does while a service is busy. */
export const retry = async <T>(act: () => Promise<T>): Promise<T> => {
  for (let tries = 1; ; tries += 1) {
    try {
      return await act();
    } catch (error) {
      if (tries === MAX_ATTEMPTS) throw error;
    }
  }
};
