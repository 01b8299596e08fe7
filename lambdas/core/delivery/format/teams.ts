import type { Summary } from './summary.ts';

/**
 * Returns a message with an Adaptive Card for a Teams workflow webhook, well under its limit of 28 kB.
 *
 * Values are escaped, because cards render Markdown.
 * @see https://learn.microsoft.com/en-us/microsoftteams/platform/webhooks-and-connectors/how-to/add-incoming-webhook
 */
export const toTeamsMessage = ({ title, facts }: Summary, url: string | undefined): object => {
  const values = facts.map(([label, value]) => ({ title: label, value: escapeText(value) }));
  const content = {
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    type: 'AdaptiveCard',
    version: '1.4',
    body: [
      { type: 'TextBlock', text: title, weight: 'Bolder', size: 'Medium', wrap: true },
      { type: 'FactSet', facts: values },
    ],
    actions: url && [{ type: 'Action.OpenUrl', title: 'Dashboard', url }],
  };
  const contentType = 'application/vnd.microsoft.card.adaptive';
  return { type: 'message', attachments: [{ contentType, contentUrl: null, content }] };
};

// A list or a heading begins with one of the latter.
const escapeText = (text: string): string =>
  text.replaceAll(/[\\`*_[\]<>~]|^[#+-]|(?<=^\d+)[.)]/g, String.raw`\$&`);
