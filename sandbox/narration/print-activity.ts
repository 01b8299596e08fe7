import { styleText } from 'node:util';
import type { Sandbox } from '../sandbox.ts';
import { createNarrator } from './create-narrator.ts';
import type { Screen } from './create-screen.ts';
import { hang } from './fit-width.ts';

const COLORS: Readonly<Record<string, Parameters<typeof styleText>[0]>> = {
  operator: 'cyan',
  program: 'cyan',
  Glacier: 'blue',
  'Jobs table': 'magenta',
  'events topic': 'gray',
  webhook: 'green',
};

const emphasize = (text: string): string =>
  text.replace(/answered\s+[345]\d\d/, (answer) => styleText('red', answer));

const midnightOf = (instantMs: number): number => instantMs - (instantMs % 86_400_000);

/** What is printed, besides the activity of the sandbox. */
export interface ActivityPrinter {
  /** Prints what someone outside of the service does. */
  narrate(actor: string, text: string): void;
  /** Returns a line for the present instant, to show while nothing happens. */
  describeQuiet(): string;
}

/** Prints the activity of a sandbox from now on, with the time in UTC under the name of each day. */
export const printActivity = (
  sandbox: Sandbox,
  screen: Screen,
  nameDay: (midnightMs: number) => string,
): ActivityPrinter => {
  let day = '';
  const print = (at: number, actor: string, text: string): void => {
    const today = nameDay(midnightOf(at));
    if (today !== day) screen.print(`\n${styleText('bold', today)}`);
    day = today;
    // Any other actor is a function that logs a warning.
    const name = styleText(COLORS[actor] ?? 'yellow', actor.padEnd(12));
    const lead = `${styleText('dim', timeOf(at))}  ${name}  `;
    screen.print(emphasize(hang(lead, text, screen.width)));
  };
  const narrate = createNarrator(sandbox.outputs);
  sandbox.on((happening) => {
    for (const { actor, text } of narrate(happening)) print(happening.at, actor, text);
  });
  return {
    narrate: (actor, text) => print(sandbox.clock.now(), actor, text),
    describeQuiet: () => {
      const now = sandbox.clock.now();
      return `... ${nameDay(midnightOf(now))}, ${timeOf(now)}: the clock advances`;
    },
  };
};

const timeOf = (instantMs: number): string => new Date(instantMs).toISOString().slice(11, 19);
