/** The settings contain an unknown key or an invalid value. */
export class SettingsError extends Error {
  /** Distinguishes it from other errors. */
  override readonly name = 'SettingsError';

  /** Lists the problems, then states where the settings come from. */
  constructor(problems: readonly string[], origin: string) {
    super([...problems, origin].join('\n'));
  }
}
