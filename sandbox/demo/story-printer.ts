import { styleText } from 'node:util';
import { createNarrator } from '../narration/create-narrator.ts';
import type { Sandbox } from '../sandbox.ts';

/** What a reader who has never seen Glacier should know first. */
export const introduction = `
Amazon Glacier keeps archives for little money and gives them back slowly. A program asks for an archive
(this starts a job), waits for minutes or half a day, and then has 24 hours to fetch the output. Glacier
announces a job's end once, in a notice, and never checks that anyone got it.

This service watches jobs. It records every change of a job's status once in its Jobs table and tells every
subscriber: on an events topic and with signed webhooks. Here it runs on this machine, from the template and
the bundles that would be deployed, and lives through a day in a few seconds.
`;

type Colour = 'cyan' | 'blue' | 'magenta' | 'gray' | 'green' | 'yellow';

const COLOURS: Readonly<Record<string, Colour>> = {
  people: 'cyan',
  Glacier: 'blue',
  'Jobs table': 'magenta',
  'events topic': 'gray',
  webhook: 'green',
};

/** What is none of these is a function that warns. */
const colourOf = (actor: string): Colour => COLOURS[actor] ?? 'yellow';

const emphasize = (text: string): string =>
  text.replace(/answered [345]\d\d/, (answer) => styleText('red', answer));

/** Prints the timeline of a day. */
export interface StoryPrinter {
  /** Tells what the people around the service do. */
  tell(text: string): void;
}

/** Prints what happens in a sandbox from now on, by the hours of its day. */
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
  return { tell: (text) => print(sandbox.clock.now(), 'people', text) };
};
