/** What has been started and is to be stopped again. */
export interface StopList {
  add(stop: () => void | Promise<void>): void;
  /** Stops everything, the latest first; a second call does nothing. */
  stop(): Promise<void>;
}

/** Opens an empty list. */
export const createStopList = (): StopList => {
  const stops: (() => void | Promise<void>)[] = [];
  return {
    add: (stop) => {
      stops.push(stop);
    },
    stop: async () => {
      for (const stop of stops.splice(0).reverse()) await stop();
    },
  };
};
