/** Says that a request to the control server asks for something that cannot be done. */
export class ControlError extends Error {
  override readonly name = 'ControlError';
}
