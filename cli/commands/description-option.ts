import { InvalidArgumentError, Option } from '@commander-js/extra-typings';

// https://docs.aws.amazon.com/amazonglacier/latest/dev/api-initiate-job-post.html
const DESCRIPTION = /^[\x20-\x7e]{1,1024}$/;

const parseDescription = (text: string): string => {
  if (DESCRIPTION.test(text)) return text;
  throw new InvalidArgumentError('Give 1 to 1024 printable ASCII characters.');
};

/** Creates `--description`. */
export const createDescriptionOption = () =>
  new Option(
    '--description <text>',
    'what the job is for; filters can go by its beginning',
  ).argParser(parseDescription);
