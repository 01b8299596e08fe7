/** Whether the deployment configures the vaults to notify the notice topic. */
export class VaultManagement {
  /** Configures vaults without notifications, and fails if a vault notifies another topic. */
  static readonly CONFIGURE = new VaultManagement(true);

  /** Also replaces other topics, and restores them later. */
  static readonly TAKE_OVER = new VaultManagement('take-over');

  /** Leaves the vaults unchanged. */
  static readonly NONE = new VaultManagement(false);

  /**
   * The value of the setting.
   *
   * @internal
   */
  readonly _setting: boolean | 'take-over';

  private constructor(setting: boolean | 'take-over') {
    this._setting = setting;
  }
}
