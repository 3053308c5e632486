// HTML by template: every value is escaped unless it is itself made by `html`.

class Markup {
  constructor(text) {
    this.text = text;
  }
  toString() {
    return this.text;
  }
}

const ESCAPES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escapeText = (value) => String(value).replace(/[&<>"']/g, (sign) => ESCAPES[sign]);

const fill = (value) => {
  if (value instanceof Markup) return value.text;
  if (Array.isArray(value)) return value.map(fill).join('');
  return value === null || value === undefined || value === false ? '' : escapeText(value);
};

/** Markup with its values escaped; arrays are joined, null, undefined and false are nothing. */
export const html = (strings, ...values) =>
  new Markup(strings.reduce((text, part, index) => text + fill(values[index - 1]) + part));

/** A value for an attribute that holds JSON. */
export const json = (value) => JSON.stringify(value);
