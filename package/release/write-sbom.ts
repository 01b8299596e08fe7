import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import * as z from 'zod';
import { listBundled } from '../../bench/dependencies/list-bundled.ts';
import { projectRoot } from '../../lib/functions/runtime/bundling.ts';

const Component = z.looseObject({
  'bom-ref': z.string(),
  name: z.string(),
  properties: z.array(z.object({ name: z.string(), value: z.string() })).default([]),
});
const Bom = z.looseObject({
  serialNumber: z.unknown(),
  metadata: z.looseObject({
    timestamp: z.unknown(),
    component: z.looseObject({ name: z.string() }),
  }),
  components: z.array(Component),
  dependencies: z.array(z.looseObject({ ref: z.string(), dependsOn: z.array(z.string()) })),
});

/**
 * Writes the CycloneDX list of what ships: the dependencies of the npm package, and the development
 * dependencies of which a part is in the bundles of the functions.
 */
export const writeSbom = async (file: string, name: string): Promise<void> => {
  const written = execFileSync(
    'npm',
    ['sbom', '--sbom-format', 'cyclonedx', '--omit', 'optional'],
    {
      cwd: projectRoot,
      encoding: 'utf8',
      maxBuffer: 1e9,
    },
  );
  // Without what differs between two runs.
  const { serialNumber: _, ...parsed } = Bom.parse(JSON.parse(written));
  const { metadata, components, dependencies, ...bom } = parsed;
  const { timestamp: _time, ...about } = metadata;
  const bundled = new Set((await listBundled()).map((one) => `${one.name}@${one.version}`));
  const shipped = components.filter((one) => !isForDevelopment(one) || bundled.has(one['bom-ref']));
  const known = new Set([...shipped, metadata.component].map((one) => one['bom-ref']));
  const sbom = {
    ...bom,
    // npm takes the name of the folder.
    metadata: { ...about, component: { ...metadata.component, name } },
    components: shipped,
    dependencies: dependencies
      .filter(({ ref }) => known.has(ref))
      .map((one) => ({ ...one, dependsOn: one.dependsOn.filter((ref) => known.has(ref)) })),
  };
  writeFileSync(file, `${JSON.stringify(sbom, null, 2)}\n`);
};

const isForDevelopment = ({ properties }: z.infer<typeof Component>): boolean =>
  properties.some(({ name }) => name === 'cdx:npm:package:development');
