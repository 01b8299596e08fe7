/** What the next request on a path is answered with: a status, silence, or a connection that breaks. */
export interface ScriptedAnswer {
  readonly status: number | 'hang' | 'reset';
  readonly headers?: Readonly<Record<string, string>>;
}

/** Decides on the answer to a request whose path has no scripted one; `undefined` leaves it as it is. */
export type DecideAnswer = (path: string, body: Buffer) => ScriptedAnswer | undefined;

/** The answers that requests on each path are still to get. */
export interface ScriptedAnswers {
  add(path: string, answer: ScriptedAnswer): void;
  /** Takes the oldest answer of a path, if there is one left. */
  take(path: string): ScriptedAnswer | undefined;
}

/** Makes an empty script. */
export const createScriptedAnswers = (): ScriptedAnswers => {
  const queues = new Map<string, ScriptedAnswer[]>();
  return {
    add: (path, answer) => {
      queues.set(path, [...(queues.get(path) ?? []), answer]);
    },
    take: (path) => queues.get(path)?.shift(),
  };
};
