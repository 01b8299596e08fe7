/** Which alarms are created. */
export class AlarmSelection {
  /** Every alarm of the runbook. */
  static readonly ALL = new AlarmSelection('all');

  /** Those that need an operator today. */
  static readonly CRITICAL = new AlarmSelection('critical');

  /** None. */
  static readonly NONE = new AlarmSelection('none');

  /**
   * The value of the setting.
   *
   * @internal
   */
  readonly _setting: 'all' | 'critical' | 'none';

  private constructor(setting: 'all' | 'critical' | 'none') {
    this._setting = setting;
  }
}
