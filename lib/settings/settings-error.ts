/** The settings hold an unknown key or a bad value. */
export class SettingsError extends Error {
  /** Tells it from other errors. */
  override readonly name = 'SettingsError';

  /** Lists the problems, each a sentence or two, and then says where the settings come from. */
  constructor(problems: readonly string[], origin: string) {
    super([...problems, origin].join('\n'));
  }
}
