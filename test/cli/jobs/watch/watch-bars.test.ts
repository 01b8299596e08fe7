import { expect, it, vi } from 'vitest';
import { readJobSettings } from '../../../../cli/deployment/job-settings.ts';
import { createBarView } from '../../../../cli/jobs/watch/watch-bars.ts';
import { jobSettingsText } from '../../../../lib/settings/published-settings.ts';
import { Settings } from '../../../../lib/settings/settings.ts';
import type { ListedJob } from '../../../../operations/jobs/list.ts';
import { anOutput } from '../../../support/an-output.ts';

const settings = readJobSettings(jobSettingsText(Settings.parse({ vaults: '*' })));
const aJob = (jobId: string): ListedJob => ({
  vaultArn: 'arn:aws:glacier:eu-west-1:123456789012:vaults/photos',
  jobId,
  status: 'InProgress',
  statusKey: 'InProgress#Standard',
  statusSince: '2026-03-14T00:00:00.000Z',
  creationDate: '2026-03-14T00:00:00.000Z',
});

it('replaces the bars of the last round, above them the jobs that ended, and wraps no line', () => {
  const { output } = anOutput(true, 60);
  const view = createBarView({ ...output, style: (_, text) => text });
  const write = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const basis = { now: '2026-03-14T02:16:30.000Z', settings };
  const round = { appeared: [], isCut: false, basis };
  const [newer, older] = [aJob('newer'), aJob('older')];
  view.show({ ...round, ended: [], pending: [newer, older] });
  view.show({ ...round, ended: [{ ...older, status: 'Succeeded' }], pending: [newer] });
  view.show({ ...round, ended: [], pending: [] });
  const written = write.mock.calls.map(([text]) => String(text));
  write.mockRestore();
  const bar = (id: string) => `████░░░░  photos  ${id}  Standard  2h16m  in 1h16m-2h16m`;
  expect(written).toStrictEqual([
    `${bar('older')}\n${bar('newer')}\n`,
    `\u001b[2A\u001b[Jphotos  older  Succeeded\n${bar('newer')}\n`,
    `\u001b[1A\u001b[JNo pending jobs.\n`,
  ]);
  expect(
    Math.max(
      ...written
        .join('\n')
        .split('\n')
        .map(({ length }) => length),
    ),
  ).toBeLessThan(61);
});
