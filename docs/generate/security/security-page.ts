import { App } from 'aws-cdk-lib';
import { ServiceStack } from '../../../lib/service-stack.ts';
import { parseSettings } from '../../../lib/settings/parse-settings.ts';
import { type Acknowledgement, listAcknowledgements } from './list-acknowledgements.ts';

const BEGIN = '<!-- Made by `npm run docs:security` from the constructs: edit there. -->\n';
const END = '\n<!-- End of what is made. -->';

/** Puts the acknowledged findings of the whole service into the page, in the place that it keeps. */
export const securityPage = (kept: string): string => {
  const [before = '', rest] = kept.split(BEGIN);
  const after = rest?.split(END)[1];
  if (after === undefined) throw new Error(`docs/security.md has no lines "${BEGIN}" and "${END}"`);
  const list = listAcknowledgements(everything()).map(describe).join('\n');
  return [before, BEGIN, '\n', list, '\n', END, after].join('');
};

/** The service with every setting on that adds something to review. */
const everything = () => {
  const app = new App({ context: { 'aws:cdk:bundling-stacks': [] } });
  const settings = parseSettings(
    {
      vaults: '*',
      trackInitiateJob: true,
      subscriberAccounts: ['111122223333'],
      functions: { tracing: true },
      vpc: { subnetIds: ['subnet-0a1b2c3d'], securityGroupIds: ['sg-0b1c2d3e'] },
    },
    { prefix: [], sentence: '' },
  );
  return new ServiceStack(app, 'Stack', { settings });
};

const describe = ({ rule, reason, places }: Acknowledgement): string => {
  const paths = places.map((path) => `\`${path.replace('Stack/Default/', '')}\``);
  return `- \`${rule}\` in ${paths.join(', ')}: ${reason}`;
};
