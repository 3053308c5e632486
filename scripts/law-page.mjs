const START = '<!-- made by `npm run law`; what is between the two marks is not written by hand -->';
const END = '<!-- end of what is made -->';

const cell = (text) => text.replaceAll('|', '\\|');
const sources = (list) =>
  list
    .map(({ title, section, url }) => `${url ? `[${cell(title)}](${url})` : cell(title)}, ${cell(section)}`)
    .join('; ');

const waits = { refusal: 'after a refusal', 'opt-out': 'after an opt-out' };

function row({ region, name, regime, signals, wait, words, sources: read, checked, note, coming }) {
  const ahead = coming
    ? `**From ${coming.from}:** ${[coming.regime, ...(coming.signals ?? [])].filter(Boolean).join(', ')} (${sources(coming.sources)}).`
    : '';
  return `| ${[
    `\`${region}\` ${name}`,
    regime,
    signals.join(', '),
    wait ? `${wait.days} days ${waits[wait.after]}` : '',
    words.map((word) => `\`${word}\``).join(', '),
    [sources(read).replace(/[^.]$/, '$&.'), cell(note ?? ''), ahead].filter(Boolean).join(' '),
    checked ? 'yes' : '**no**',
  ].join(' | ')} |`;
}

const HEAD = [
  '| region | starts from | signals | wait | words | sources and notes | compared |',
  '|---|---|---|---|---|---|---|',
];

/** The part of docs/law.md that shows the table. Pure. */
export function lawTable({ LAWS, LAW_AS_OF, WORDS }) {
  const states = LAWS.filter(({ region }) => region.startsWith('US'));
  const others = LAWS.filter(({ region }) => !region.startsWith('US'));
  return [
    `As of ${LAW_AS_OF}: ${LAWS.length} entries, of which ${LAWS.filter(({ checked }) => checked).length} were compared with a second source.`,
    '',
    '### United States',
    '',
    ...HEAD,
    ...states.map(row),
    '',
    '### Everywhere else',
    '',
    ...HEAD,
    ...others.map(row),
    '',
    '### Words that a law gives',
    '',
    '| id | text | when | section |',
    '|---|---|---|---|',
    ...Object.entries(WORDS).map(
      ([id, { text, when, section }]) => `| \`${id}\` | ${cell(text)} | ${cell(when)} | ${cell(section)} |`,
    ),
  ].join('\n');
}

/** The page with the table of now between its marks. */
export function withTable(page, table) {
  const [from, to] = [page.indexOf(START), page.indexOf(END)];
  if (from < 0 || to < from) throw new Error('docs/law.md has lost its marks');
  return `${page.slice(0, from)}${START}\n\n${table}\n\n${page.slice(to)}`;
}
