/** The settings hold an unknown key or a bad value. */
export class SettingsError extends Error {
  /** Tells it from other errors. */
  override readonly name = 'SettingsError';

  constructor(problems: readonly string[]) {
    super(
      [
        ...problems,
        'Settings are read from "context" in cdk.json, under "glacierJobNotifier", and from the command line, as in -c glacierJobNotifier.vaults=photos,backups.',
      ].join('\n'),
    );
  }
}
