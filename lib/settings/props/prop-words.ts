import type { SettingWords } from '../issues/describe-issue.ts';
import { propShapes } from './prop-shape.ts';

/** States where props come from. */
export const propsSentence = (path: string): string =>
  `These are props of the GlacierJobNotifier "${path}".`;

/** The words of the construct's props for settings. */
export const PROP_WORDS: SettingWords = {
  nameOf: (field, key) => propShapes.get(field)?.name ?? key,
  isKnown: () => true,
  aboutOf: (field) => propShapes.get(field)?.about,
  kind: 'prop',
};
