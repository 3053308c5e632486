/** A JSON value as a JavaScript expression: what is a name needs no quotes, which makes the script smaller. */
export function literal(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(literal)}]`;
  if (typeof value === 'boolean') return value ? '!0' : '!1';
  if (typeof value !== 'object' || value === null) return text(value);
  const fields = Object.entries(value).filter(([, field]) => field !== undefined);
  return `{${fields.map(([name, field]) => `${nameOf(name)}:${literal(field)}`)}}`;
}

// As a plain field `__proto__` would be the object's prototype.
const nameOf = (name: string): string => {
  if (name === '__proto__') return '["__proto__"]';
  return /^[a-z_$][\w$]*$/i.test(name) ? name : text(name);
};

/** No `</script>` or `<!--` for whoever puts the file into a page. */
const text = (value: unknown): string =>
  (JSON.stringify(value) ?? 'null').replace(
    /[<\u2028\u2029]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
