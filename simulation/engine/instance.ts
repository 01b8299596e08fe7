/** One running copy of a program: a warm Lambda instance, or a program that starts jobs. */
export interface Instance {
  readonly name: string;
  /** How far the copy's clock is ahead, in milliseconds. */
  readonly skewMs: number;
  readonly isAlive: () => boolean;
  /** Ends the copy in the middle of whatever it does. */
  readonly kill: () => void;
  /** Hears when the copy is killed; at most one listener at a time. */
  onKill: (() => void) | undefined;
}

/** Creates a copy that lives until it is killed. */
export const createInstance = (name: string, skewMs: number): Instance => {
  let isAlive = true;
  const instance: Instance = {
    name,
    skewMs,
    isAlive: () => isAlive,
    kill: () => {
      isAlive = false;
      instance.onKill?.();
    },
    onKill: undefined,
  };
  return instance;
};
