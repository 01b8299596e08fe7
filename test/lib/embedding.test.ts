import { App, NestedStack, Stack, Stage } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { CodePipeline, CodePipelineSource, ShellStep } from 'aws-cdk-lib/pipelines';
import { AwsSolutionsChecks } from 'cdk-nag';
import type { IConstruct } from 'constructs';
import { describe, expect, it } from 'vitest';
import cdkJson from '../../cdk.json' with { type: 'json' };
import { GlacierJobNotifier } from '../../lib/glacier-job-notifier.ts';
import { permissionsIn } from './synthesize.ts';

const app = new App({ context: { ...cdkJson.context, 'aws:cdk:bundling-stacks': [] } });

const several = new Stack(app, 'Several');
for (const id of ['A', 'B', 'C']) {
  new GlacierJobNotifier(several, id, { vaults: [`vault-${id}`], outputs: id !== 'B' });
}

const outer = new Stack(app, 'Outer');
const nested = new NestedStack(outer, 'Nested');
const inNested = new GlacierJobNotifier(nested, 'Photos', { vaults: ['photos'] });
inNested.grantRead(
  new Role(outer, 'Report', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') }),
);

const pipelineStack = new Stack(app, 'Pipeline');
const stage = new Stage(pipelineStack, 'Prod');
new GlacierJobNotifier(new Stack(stage, 'Storage'), 'Photos', { vaults: ['photos'] });
const source = Bucket.fromBucketName(pipelineStack, 'Sources', 'sources');
const input = CodePipelineSource.s3(source, 'app.zip');
const synth = new ShellStep('Synth', { input, commands: ['npm ci', 'npx cdk synth'] });
new CodePipeline(pipelineStack, 'Pipeline', { synth }).addStage(stage);

/** The paths and rules of the findings of cdk-nag: those that a construct justifies, and others. */
const review = () => {
  const pack = new AwsSolutionsChecks();
  const isAcknowledged = Reflect.get(pack, 'isAcknowledged').bind(pack);
  const justified: string[] = [];
  Reflect.set(pack, 'isAcknowledged', (scope: IConstruct, ...rest: unknown[]) => {
    const is: boolean = isAcknowledged(scope, ...rest);
    if (is) justified.push(scope.node.path);
    return is;
  });
  const found = pack
    .validateScope(app)
    .violations.flatMap(({ ruleName, violatingResources }) =>
      violatingResources.map(({ constructPath = '' }) => `${constructPath} ${ruleName}`),
    );
  return { justified, found };
};

describe('the construct', () => {
  const { justified, found } = review();

  it.each(['Several/A', 'Several/B', 'Several/C', 'Outer/Nested', 'Pipeline/Prod/Storage'])(
    'is clean for cdk-nag as %s',
    (path) => {
      const isBelow = (other: string) => other.startsWith(`${path}/`);
      expect(found.filter(isBelow)).toStrictEqual([]);
      expect(justified.filter(isBelow).length).toBeGreaterThan(2);
    },
  );

  it('has outputs of its own three times in a stack, unless one is without', () => {
    const outputs = Object.keys(Template.fromStack(several).toJSON()['Outputs'] as object);
    expect(new Set(outputs.map(([lead]) => lead))).toStrictEqual(new Set(['A', 'C']));
  });

  it('is found in a nested stack by the name of that stack', () => {
    const template = Template.fromStack(nested);
    template.hasOutput('PhotosJobsTableName', {});
    expect(permissionsIn(template, 'PhotosOperatorPolicy')).toContainEqual(
      expect.stringMatching(/^cloudformation:DescribeStacks on .*:stack\/\{AWS::StackName\}\/\*$/),
    );
  });

  it('is deployed by a stage of a pipeline', () => {
    const [deployed] = app.synth().getNestedAssembly('assembly-Pipeline-Prod').stacks;
    expect(deployed?.stackName).toBe('Prod-Storage');
    expect(deployed?.template.Outputs).toHaveProperty('PhotosJobsTableName');
  });
});
