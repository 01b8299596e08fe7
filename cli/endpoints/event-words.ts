/** `failed` is `glacier.job.failed`, and `group.overdue` is `glacier.group.overdue`. */
export const toEventType = (word: string): string => {
  if (word.startsWith('group.')) return `glacier.${word.toLowerCase()}`;
  return word.includes('.') ? word : `glacier.job.${word.toLowerCase()}`;
};

/** The shorter form of an event type, which {@link toEventType} reads. */
export const toEventWord = (type: string): string => type.replace(/^glacier\.(job\.)?/, '');
