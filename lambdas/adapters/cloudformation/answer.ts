const TRIES = 3;
const TIMEOUT_MS = 10_000;

/**
 * Creates the way to answer CloudFormation: the JSON is put at the address that a request names.
 *
 * @throws Error when the address takes it three times not; without an answer a stack waits for long.
 */
export const createCloudFormationAnswer =
  ({ wait }: { readonly wait: (ms: number) => Promise<unknown> }) =>
  async (url: string, answer: object): Promise<void> => {
    for (let tries = 1; ; tries += 1) {
      try {
        return await put(url, answer);
      } catch (cause) {
        if (tries === TRIES)
          throw new Error('CloudFormation did not accept the response.', { cause });
      }
      await wait(1000 * tries);
    }
  };

const put = async (url: string, answer: object): Promise<void> => {
  const response = await fetch(url, {
    method: 'PUT',
    // The address is signed for an empty type.
    headers: { 'content-type': '' },
    body: JSON.stringify(answer),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  if (!response.ok) throw new Error(`The response received the status ${response.status}.`);
};
