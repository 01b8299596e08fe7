import { TextWidget, TextWidgetBackground } from 'aws-cdk-lib/aws-cloudwatch';

const HOW_TO_READ = `# Jobs of Amazon Glacier vaults
**Read from top to bottom.** When all alarms are green, nothing needs you. When one is red, open it: its description says what it means, how urgent it is, and where in \`docs/runbook.md\` to read on. Each row below answers one question. Counts are sums of 15 minutes; a line that is not there had nothing to count.`;

/** Says how the dashboard is read. */
export const howToRead = (): TextWidget =>
  new TextWidget({ markdown: HOW_TO_READ, width: 24, height: 3 });

/** The question that the next row answers. */
export const heading = (question: string): TextWidget =>
  new TextWidget({
    markdown: `## ${question}`,
    width: 24,
    height: 1,
    background: TextWidgetBackground.TRANSPARENT,
  });
