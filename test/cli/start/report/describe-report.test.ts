import { expect, it } from 'vitest';
import { describeReport, type StartReport } from '../../../../cli/start/report/start-report.ts';

const HALF: StartReport = {
  started: [
    { archiveId: 'a', jobId: 'job-a' },
    { archiveId: 'b', jobId: '-job-b', untracked: 'no table' },
  ],
  unstarted: [{ archiveId: 'c', kind: 'unsure', message: 'no answer' }],
  earlier: 0,
  left: 1,
};
const scope = {
  region: 'eu-west-1',
  commandName: 'glacier-jobs',
  selfOptions: '--stack S',
  awsOptions: '--profile team',
  endpoints: {},
};

const describeHalf = (journal?: string) =>
  describeReport(HALF, { vault: 'photos', journal, scope }).join('\n');

it('prints the command that finds an unconfirmed job', () => {
  expect(describeHalf()).toContain(
    'aws glacier list-jobs --account-id - --vault-name photos --region eu-west-1 --profile team',
  );
});

it('writes the command that tracks a job for the same deployment', () => {
  expect(describeHalf()).toContain('glacier-jobs jobs track --stack S -- photos -job-b');
});

it('says that the same command goes on only where a journal remembers what is started', () => {
  expect(describeHalf('j')).toContain('To resume, run the same command again: j records');
  expect(describeHalf()).not.toContain('same command again');
  expect(describeHalf()).toContain('No journal records the started archives');
});
