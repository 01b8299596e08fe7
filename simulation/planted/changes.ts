import type { Service } from '../service.ts';

/** Changes a service before its functions are deployed. */
export type Plant = (service: Service) => void;

/** Replaces methods of one port in place, so that the change applies to all that reach it. */
export const change =
  <Name extends keyof Service>(
    port: Name,
    make: (sound: Service[Name], service: Service) => Partial<Service[Name]>,
  ): Plant =>
  (service) =>
    Object.assign(service[port], make({ ...service[port] }, service));

/** Replaces what one function does. */
export const changeFunction =
  (
    changed: string,
    act: (handle: () => Promise<unknown>, service: Service) => Promise<unknown>,
  ): Plant =>
  (service) => {
    const changeHandler: Service['changeHandler'] = (name, handle) => (event, remainingMs) =>
      name === changed
        ? act(() => handle(event, remainingMs), service)
        : handle(event, remainingMs);
    Object.assign(service, { changeHandler });
  };
