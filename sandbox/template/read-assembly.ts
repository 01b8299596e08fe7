import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { CloudTemplate } from './cloud-template.ts';

/** One stack as the CDK hands it to a deployment: its template and the folders of its assets. */
export interface StackAssembly {
  readonly stackName: string;
  readonly template: CloudTemplate;
  /** Finds the folder that would be zipped under an object key of the asset bucket. */
  assetFolder(objectKey: string): string;
}

const StackArtifact = z.object({
  type: z.literal('aws:cloudformation:stack'),
  properties: z.object({ templateFile: z.string(), stackName: z.string().optional() }),
});

const Manifest = z.object({
  artifacts: z.record(z.string(), z.object({ type: z.string() }).loose()),
});

const AssetManifest = z.object({
  files: z.record(
    z.string(),
    z.object({
      source: z.object({ path: z.string() }),
      destinations: z.record(z.string(), z.object({ objectKey: z.string() })),
    }),
  ),
});

/** Reads the only stack of a cloud assembly, as `cdk synth` leaves it in its output folder. */
export const readAssembly = (outputFolder: string): StackAssembly => {
  const readJson = (file: string): unknown =>
    JSON.parse(readFileSync(join(outputFolder, file), 'utf8'));
  const [artifactId, stack] = theOnlyStack(Manifest.parse(readJson('manifest.json')).artifacts);
  const { files } = AssetManifest.parse(readJson(`${artifactId}.assets.json`));
  const folders = new Map(
    Object.values(files).flatMap(({ source, destinations }) =>
      Object.values(destinations).map(({ objectKey }) => [objectKey, source.path] as const),
    ),
  );
  return {
    stackName: stack.stackName ?? artifactId,
    template: CloudTemplate.parse(readJson(stack.templateFile)),
    assetFolder: (objectKey) => {
      const folder = folders.get(objectKey);
      if (folder === undefined) throw new Error(`The assembly has no asset ${objectKey}`);
      return join(outputFolder, folder);
    },
  };
};

const theOnlyStack = (artifacts: z.output<typeof Manifest>['artifacts']) => {
  const stacks = Object.entries(artifacts).flatMap(([id, artifact]) => {
    const stack = StackArtifact.safeParse(artifact);
    return stack.success ? [[id, stack.data.properties] as const] : [];
  });
  const [only] = stacks;
  if (only === undefined || stacks.length > 1) {
    throw new Error(`The sandbox supports only apps with one stack; this one has ${stacks.length}`);
  }
  return only;
};
