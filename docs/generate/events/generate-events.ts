import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { writeAsyncApi, writeUnionSchema } from './event-documents.ts';
import { writePython } from './python-types.ts';
import { readEventSchemas } from './read-schemas.ts';
import { writeDataTypes, writeEventTypes } from './typescript-types.ts';

const biome = createRequire(import.meta.url).resolve('@biomejs/biome/bin/biome');

/** Makes everything that describes events from the schemas of their types. */
export const generateEvents = () => {
  const events = readEventSchemas();
  return [
    format('schemas/events.schema.json', JSON.stringify(writeUnionSchema(events))),
    format('asyncapi.json', JSON.stringify(writeAsyncApi(events))),
    format('../registry/events/event-data.ts', writeDataTypes(events)),
    format('../registry/events/event-types.ts', writeEventTypes(events)),
    { file: 'examples/glacier_events.py', text: writePython(events) },
  ];
};

const format = (file: string, input: string) => {
  const options = [biome, 'format', `--stdin-file-path=${file.replace('../', '')}`];
  return { file, text: execFileSync(process.execPath, options, { input, encoding: 'utf8' }) };
};
