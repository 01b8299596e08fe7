import { ReleaseError } from './release-error.ts';

/**
 * Returns the section of a version from the text of CHANGELOG.md.
 *
 * @throws ReleaseError when there is none.
 */
export const cutReleaseNotes = (changelog: string, version: string): string => {
  const sections = changelog.split(/^(?=## )/m);
  const section = sections.find((text) => text.split(/\s/, 2)[1] === version);
  if (section !== undefined) return section.trimEnd().concat('\n');
  throw new ReleaseError(
    `CHANGELOG.md has no section "## ${version}": add it, or correct the version in package.json.`,
  );
};
