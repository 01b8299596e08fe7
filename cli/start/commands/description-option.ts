import { InvalidArgumentError, Option } from '@commander-js/extra-typings';

// https://docs.aws.amazon.com/amazonglacier/latest/dev/api-initiate-job-post.html
const DESCRIPTION = /^[\x20-\x7e]{1,1024}$/;

const parseDescription = (text: string): string => {
  if (DESCRIPTION.test(text)) return text;
  throw new InvalidArgumentError('Specify 1 to 1024 printable ASCII characters.');
};

/** Creates `--description`. */
export const createDescriptionOption = () =>
  new Option(
    '--description <text>',
    'job description; endpoint filters can match its prefix',
  ).argParser(parseDescription);
