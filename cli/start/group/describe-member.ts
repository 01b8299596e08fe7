import { addGroupTag, readGroupTag } from '../../../lambdas/core/group/tag.ts';
import { usageError } from '../../framework/errors/cli-error.ts';

/** Glacier's limit: https://docs.aws.amazon.com/amazonglacier/latest/dev/api-initiate-job-post.html */
const MOST_CHARACTERS = 1024;

/**
 * Returns the description of a job that belongs to a group: it ends with the group's tag.
 *
 * @throws CliError when it already names another group, or is too long with the tag.
 */
export const describeMember = (
  description: string | undefined,
  group: string | undefined,
): string | undefined => {
  if (group === undefined) return description;
  const other = readGroupTag(description);
  if (other !== undefined && other !== group) {
    throw usageError(
      `--description already ends with the tag of the group ${other}: remove the tag [group:${other}], or specify --group ${other}. Nothing was started.`,
    );
  }
  const tagged = addGroupTag(description, group);
  const excess = tagged.length - MOST_CHARACTERS;
  if (excess <= 0) return tagged;
  throw usageError(
    `--description has ${tagged.length} characters with the tag [group:${group}], and Glacier allows ${MOST_CHARACTERS}: shorten it by ${excess}. Nothing was started.`,
  );
};
