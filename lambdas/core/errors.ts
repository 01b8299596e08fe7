/** A function was started without the settings it needs; the message names every missing one. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
}

/** Input that this service refuses; the message names the field, its problem and the remedy. */
export class InvalidInputError extends Error {
  override readonly name = 'InvalidInputError';
}

/** Other writers kept changing a job while this evidence was being recorded. */
export class JobContendedError extends Error {
  override readonly name = 'JobContendedError';
}

/** A row of a table is not one that this service wrote; the message names the fields. */
export class DamagedItemError extends Error {
  override readonly name: string = 'DamagedItemError';
}

/** A row of a table holds what only a later version knows; it is intact, and must stay as it is. */
export class NewerItemError extends DamagedItemError {
  override readonly name = 'NewerItemError';
}
