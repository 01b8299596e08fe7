/** A piece of a page: markup of this program, in which every text from elsewhere is escaped. */
export interface Html {
  readonly html: string;
}

/** What a template takes: a text is escaped, a piece or a list of pieces is not, nothing is left out. */
type HtmlValue = string | number | Html | readonly Html[] | undefined;

/** Writes a piece of a page; the values in it are escaped, also in quoted attributes. */
export const html = (parts: TemplateStringsArray, ...values: readonly HtmlValue[]): Html => ({
  html: parts.reduce((text, part, index) => `${text}${render(values[index - 1])}${part}`),
});

/** Escapes a text for elements and quoted attributes. */
const escapeHtml = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');

const render = (value: HtmlValue): string => {
  if (value === undefined) return '';
  if (typeof value === 'string') return escapeHtml(value);
  if (typeof value === 'number') return String(value);
  return 'html' in value ? value.html : value.map((one) => one.html).join('');
};
