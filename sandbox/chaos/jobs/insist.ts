const MOST_TRIES = 30;

/** Does something again until it succeeds, as a program does whose service is busy. */
export const insist = async <T>(act: () => Promise<T>): Promise<T> => {
  for (let tries = 1; ; tries += 1) {
    try {
      return await act();
    } catch (error) {
      if (tries === MOST_TRIES) throw error;
    }
  }
};
