import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readDeploymentOutputs } from '../../cli/deployment/deployment-outputs.ts';
import { readJobSettings } from '../../cli/deployment/job-settings.ts';
import { readUrlRules } from '../../cli/deployment/webhook-settings.ts';
import { readListToken, toListToken } from '../../cli/jobs/list-jobs.ts';
import { openJournal } from '../../cli/start/journal/journal.ts';
import { parseJson } from '../../lambdas/core/json.ts';
import { readWantedVaults } from '../../lambdas/core/vault/request.ts';
import { JOURNAL_HEAD } from './generate/play-command.ts';
import { readGolden, VERSIONS } from './read-golden.ts';

describe.each(VERSIONS)('of what version %s wrote elsewhere, this code', (version) => {
  const golden = readGolden(version);

  it('reads the journal of a start and a place in a list', () => {
    const { journal, listToken } = golden.command;
    const path = join(mkdtempSync(join(tmpdir(), 'golden-')), 'journal');
    writeFileSync(path, journal.join('\n'));
    const opened = openJournal(path, JOURNAL_HEAD);
    opened.close();
    expect([...opened.known.values()]).toStrictEqual(journal.slice(1, -1).map(parseJson));
    expect(toListToken(readListToken(listToken))).toBe(listToken);
  });

  it('reads the outputs of the stack', () => {
    const { outputs, jobSettingsOfEveryVault } = golden.stack;
    const known = readDeploymentOutputs(outputs, 'the stack');
    expect(outputs).toMatchObject(known);
    for (const text of [known.JobSettings, jobSettingsOfEveryVault]) {
      expect(readJobSettings(text)).toStrictEqual(JSON.parse(text));
    }
    const { allowHttp, isRefusedAddress } = readUrlRules(known);
    expect([allowHttp, isRefusedAddress('10.1.0.1'), isRefusedAddress('10.2.0.1')]).toStrictEqual([
      false,
      false,
      true,
    ]);
  });

  it('reads the properties of the custom resource', () => {
    const { vaultNotifications: properties } = golden.stack;
    const request = { RequestType: 'Update', ResponseURL: '', StackId: '', RequestId: '' } as const;
    expect(
      readWantedVaults({ ...request, LogicalResourceId: '', ResourceProperties: properties }),
    ).toStrictEqual({
      manage: 'true',
      topicArn: properties['TopicArn'],
      isOwnTopic: true,
      areVaultsGiven: true,
      vaults: properties['Vaults'],
    });
  });
});
