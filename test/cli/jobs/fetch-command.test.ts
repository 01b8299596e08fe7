import { expect, it } from 'vitest';
import { fetchCommand } from '../../../cli/jobs/fetch-command.ts';
import { ARN } from '../../operations/fetch/an-output.ts';

const scope = {
  ...{ region: 'eu-west-1', commandName: 'glacier-jobs', selfOptions: '--stack Other' },
  ...{ awsOptions: '', endpoints: {} },
};

it.each([
  [undefined, 'glacier-jobs fetch --to=. photos job-1 --stack Other'],
  ['album.zip', 'glacier-jobs fetch --to=. --name=album.zip photos job-1 --stack Other'],
  ['/tmp/a b.zip', "glacier-jobs fetch --to=/tmp '--name=a b.zip' photos job-1 --stack Other"],
])('fetches to the file %s', (file, command) => {
  expect(fetchCommand({ vaultArn: ARN, jobId: 'job-1' }, scope, file)).toBe(command);
});
