import { jobSettingsText } from '../../../lib/settings/published-settings.ts';
import { Settings } from '../../../lib/settings/settings.ts';
import { show, synthesize } from '../../lib/synthesize.ts';

const SETTINGS = {
  vaults: ['photos', 'backups'],
  manageVaultNotifications: true,
  webhooks: { allowedCidrs: ['10.1.0.0/16'] },
};

const shown = (value: unknown): unknown => (Array.isArray(value) ? value : show(value));

/** Synthesizes a stack, and reads what it keeps for programs of other versions than its functions. */
export const playStack = () => {
  const { template } = synthesize(SETTINGS);
  const outputs = Object.entries(template.findOutputs('*'));
  const schedules = Object.values(template.findResources('AWS::Scheduler::Schedule'));
  const [vaults] = Object.values(template.findResources('Custom::VaultNotifications'));
  return {
    outputs: Object.fromEntries(outputs.map(([name, { Value }]) => [name, show(Value)])),
    jobSettingsOfEveryVault: jobSettingsText(Settings.parse({ vaults: '*' })),
    scheduleInputs: schedules.map(({ Properties }) => Properties.Target.Input).sort(),
    vaultNotifications: Object.fromEntries(
      Object.entries(vaults?.['Properties'] ?? {}).map(([name, value]) => [name, shown(value)]),
    ),
  };
};
