/** Where vaults are. */
export interface Place {
  readonly partition: string;
  readonly region: string;
  readonly accountId: string;
}
