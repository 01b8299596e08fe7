import { selfCommand } from '../../operations/shell-command.ts';
import type { Service } from '../deployment/service.ts';
import { CliError } from '../framework/errors/cli-error.ts';

/**
 * Prints a secret, which is shown only once.
 *
 * @param onLost - runs when it cannot be printed; returns a sentence for the error
 * @throws CliError with the command that makes another secret, when it cannot be printed.
 */
export const printSecret = async (
  print: () => void,
  endpointId: string,
  service: Service,
  onLost: () => Promise<string> = () => Promise.resolve(''),
): Promise<void> => {
  try {
    print();
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    const rotate = selfCommand(['endpoints', 'rotate', endpointId, '--grace-hours', '0'], service);
    throw new CliError(
      `${why} The new secret of ${endpointId} is lost: to create another, run "${rotate}".${await onLost()}`,
      { cause },
    );
  }
};
