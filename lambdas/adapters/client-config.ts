/** How a program outside of Lambda reaches an AWS service; what is absent is the SDK's to find. */
export interface ClientConfig {
  readonly region?: string;
  /** A profile of the AWS configuration files. */
  readonly profile?: string;
  /** An address other than AWS's own: an emulator. */
  readonly endpoint?: string;
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
}
