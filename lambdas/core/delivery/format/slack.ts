import type { Summary } from './summary.ts';

const MAIN = ['Vault', 'Group', 'Description'];

/**
 * Returns a message for a Slack incoming webhook.
 *
 * Slack accepts up to 3,000 characters in a section. Its control characters are escaped, so that a
 * description cannot mention a channel or disguise a link.
 * @see https://docs.slack.dev/messaging/formatting-message-text#escaping
 */
export const toSlackMessage = ({ title, facts }: Summary, url: string | undefined): object => {
  const lines = facts.map(([label, value]) => `*${label}:* ${escapeText(value)}`);
  const link = url === undefined ? [] : [`<${escapeText(url)}|Dashboard>`];
  const text = [`*${title}*`, ...lines, ...link].join('\n');
  const main = facts.filter(([label]) => MAIN.includes(label)).map(([, value]) => value);
  return {
    // Notifications show this text in place of the blocks.
    text: escapeText([title, ...main].join(': ')),
    blocks: [{ type: 'section', text: { type: 'mrkdwn', text, verbatim: true } }],
  };
};

const escapeText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
