// Draws docs/demo.svg from what the demo prints in colours, which `npm run picture` hands over.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { chooseLines } from './choose-lines.ts';
import { drawTerminal } from './draw-terminal.ts';

const lines = chooseLines(await text(process.stdin));
const picture = drawTerminal('npm run demo: a day of Glacier jobs', lines);
writeFileSync(join(import.meta.dirname, '../../demo.svg'), picture);
