/** One measurement, which is a command of its own. */
export interface Part {
  readonly name: string;
  readonly title: string;
  /** What is measured, in a sentence for readers of the report. */
  readonly about: string;
  /** The script and its arguments. */
  readonly command: readonly string[];
  /** Arguments that take little time. */
  readonly quick: readonly string[];
}

/** All measurements in the order of the report. */
export const PARTS: readonly Part[] = [
  {
    name: 'notices',
    title: 'Notices a second, and requests a notice',
    about:
      'The function `intake` beside a handler as they are usually written, on the same local DynamoDB.',
    command: ['bench/notices/main.ts', '15'],
    quick: ['bench/notices/main.ts', '2'],
  },
  {
    name: 'webhooks',
    title: 'Webhooks a second',
    about:
      'The function `sender` beside axios, one at a time, and the fetch of Node, ten in parallel.',
    command: ['bench/webhooks/main.ts', '--rounds', '11'],
    quick: ['bench/webhooks/main.ts', '--rounds', '2', '--deliveries', '400'],
  },
  {
    name: 'delays',
    title: 'The delay from a notice to its webhook',
    about: 'The whole service in the sandbox, in real time, at three rates; the first is the base.',
    command: ['bench/delays.ts', '15'],
    quick: ['bench/delays.ts', '3'],
  },
  {
    name: 'bundles',
    title: 'Bundles and starts',
    about: 'Each function as it is deployed, beside the same function bundled the usual way.',
    command: ['bench/bundles/main.ts', '15'],
    quick: ['bench/bundles/main.ts', '2'],
  },
  {
    name: 'memory',
    title: 'Memory over a hundred thousand notices',
    about: 'The heap of `intake` after a collection, as it takes notices.',
    command: ['--expose-gc', 'bench/memory.ts'],
    quick: ['--expose-gc', 'bench/memory.ts', '2000'],
  },
  {
    name: 'cost',
    title: 'Cost of a million jobs',
    about: 'Counted operations at second-hand prices; [the breakdown](../cost.md).',
    command: ['bench/cost/main.ts'],
    quick: ['bench/cost/main.ts'],
  },
  {
    name: 'polling',
    title: 'Polling',
    about: 'Calls a job and the time until a completion is found; [what it means](../polling.md).',
    command: ['bench/polling/main.ts'],
    quick: ['bench/polling/main.ts', '--only', 'shared'],
  },
];
