/** Reads what a measurement was asked for; what cannot be is explained with its help, and ends it with 2. */
export const orExplain = <Options>(help: string, read: () => Options): Options => {
  try {
    return read();
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${help}`);
    process.exit(2);
  }
};

/** Picks parts by their names, all when none is named. */
export const pickNamed = <Part extends { readonly name: string }>(
  parts: readonly Part[],
  only: string | undefined,
): readonly Part[] => {
  const names = only?.split(',') ?? parts.map(({ name }) => name);
  const known = parts.map(({ name }) => name);
  const strange = names.filter((name) => !known.includes(name));
  if (strange.length > 0) {
    throw new Error(`--only ${strange.join(',')}: there are only ${known.join(', ')}`);
  }
  return parts.filter(({ name }) => names.includes(name));
};

/** Reads how often something is done from the first argument. */
export const readCount = (fallback: number): number =>
  orExplain(
    `The first argument is how many, a whole number from 1 on (default: ${fallback}).`,
    () => {
      const [, , text = String(fallback)] = process.argv;
      if (!/^[1-9]\d*$/.test(text)) throw new Error(`${text} is not a whole number from 1 on`);
      return Number(text);
    },
  );
