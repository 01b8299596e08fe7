/** Keeps the process going when nobody reads what it prints; Node's default is a stack trace. */
export const bearClosedPipes = (): void => {
  process.stdout.on('error', throwOthers);
  process.stderr.on('error', throwOthers);
};

const throwOthers = (error: NodeJS.ErrnoException): void => {
  if (error.code !== 'EPIPE') throw error;
};
