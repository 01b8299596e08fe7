/** What a template can learn about a resource once it exists. */
export interface CreatedResource {
  readonly ref: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** One resource to create, its properties free of intrinsic functions. */
export interface ResourceRequest {
  readonly logicalId: string;
  readonly type: string;
  /** The place in the construct tree below the stack, such as `Intake/Function`; else the logical id. */
  readonly path: string;
  readonly properties: Readonly<Record<string, unknown>>;
}
