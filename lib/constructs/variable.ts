/** Variables of a function's environment, which come with the permission to use what they name. */
export type Variable<Name extends string> = Readonly<Record<Name, string>>;
