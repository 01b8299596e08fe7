/** Takes the time of each step. */
export const createTimedSteps = () => {
  const steps: { readonly name: string; readonly seconds: number }[] = [];
  return {
    /** Does a step, and notes how long it took, also when it fails as it should. */
    time: async <Result>(name: string, step: () => Promise<Result>): Promise<Result> => {
      const startedAt = performance.now();
      try {
        return await step();
      } finally {
        steps.push({ name, seconds: (performance.now() - startedAt) / 1000 });
      }
    },
    print: () => {
      const lines = steps.map(
        ({ name, seconds }) => `${seconds.toFixed(1).padStart(7)} s  ${name}`,
      );
      process.stdout.write(`\nThe steps of the deployment:\n${lines.join('\n')}\n`);
    },
  };
};
