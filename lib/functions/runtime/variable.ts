/** Environment variables, granted together with the permission to use the resources they name. */
export type Variable<Name extends string> = Readonly<Record<Name, string>>;
