import { styleText } from 'node:util';
import { createNarrator } from '../narration/create-narrator.ts';
import type { Sandbox } from '../sandbox.ts';

/** The introduction for readers who do not know Glacier. */
export const introduction = `
Amazon Glacier stores archives at low cost and retrieves them slowly. A program requests an archive
(this starts a job), waits for minutes or half a day, and then has 24 hours to download the output. Glacier
announces the completion of a job once, in a notice, and does not verify that it was received.

This service tracks jobs. It records every status change of a job once in its Jobs table and notifies every
subscriber, on an events topic and by signed webhooks. Here it runs on this machine, from the template and
the bundles of a deployment, and plays a whole day in a few seconds.
`;

type Colour = 'cyan' | 'blue' | 'magenta' | 'gray' | 'green' | 'yellow';

const COLOURS: Readonly<Record<string, Colour>> = {
  people: 'cyan',
  Glacier: 'blue',
  'Jobs table': 'magenta',
  'events topic': 'gray',
  webhook: 'green',
};

/** Any other actor is a function that logs a warning. */
const colourOf = (actor: string): Colour => COLOURS[actor] ?? 'yellow';

const emphasize = (text: string): string =>
  text.replace(/answered [345]\d\d/, (answer) => styleText('red', answer));

/** Prints the timeline of a day. */
export interface StoryPrinter {
  /** Prints what users of the service do. */
  narrate(text: string): void;
}

/** Prints the activity of a sandbox from now on, with the time of its day. */
export const printStory = (sandbox: Sandbox): StoryPrinter => {
  const start = sandbox.clock.now();
  const firstMidnight = start - (start % 86_400_000);
  const print = (at: number, actor: string, text: string): void => {
    const day = Math.floor((at - firstMidnight) / 86_400_000) + 1;
    const time = new Date(at).toISOString().slice(11, 19);
    const when = styleText('dim', `day ${day} ${time}`);
    console.log(`${when}  ${styleText(colourOf(actor), actor.padEnd(12))}  ${emphasize(text)}`);
  };
  const narrate = createNarrator(sandbox.outputs);
  sandbox.on((happening) => {
    for (const { actor, text } of narrate(happening)) print(happening.at, actor, text);
  });
  return { narrate: (text) => print(sandbox.clock.now(), 'people', text) };
};
