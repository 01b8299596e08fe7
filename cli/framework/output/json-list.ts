import type { Output } from './output.ts';

/** A JSON document that holds a list, written page by page: the list need not fit into memory. */
export interface JsonList {
  add(items: readonly unknown[]): void;
  /** Ends the document with its remaining members. */
  end(rest?: Readonly<Record<string, unknown>>): void;
}

/** Begins the document `{ "<name>": [...], ...rest }` on standard output. */
export const createJsonList = (output: Output, name: string): JsonList => {
  let isEmpty = true;
  output.print(`{ ${JSON.stringify(name)}: [`);
  return {
    add: (items) => {
      for (const item of items) {
        output.print(`${isEmpty ? '  ' : ', '}${JSON.stringify(item)}`);
        isEmpty = false;
      }
    },
    end: (rest = {}) => {
      const members = Object.entries(rest).map(
        ([key, value]) => `, ${JSON.stringify(key)}: ${JSON.stringify(value)}`,
      );
      output.print(`]${members.join('')} }`);
    },
  };
};
