// Writes what a session in the real store came to into its document, with pictures.
import { readFileSync, writeFileSync } from 'node:fs';

const PAGE = new URL('../../docs/real-store.md', import.meta.url);
const BEGIN = '<!-- recorded -->\n';
const END = '<!-- /recorded -->';

/** The document with its table made of these steps; `url` is of one run only. */
function withTable(page, steps, url) {
  const [before, rest = ''] = page.split(BEGIN);
  const [, after = ''] = rest.split(END);
  const cell = ({ name, path, props }) =>
    `\`${name}\` \`${path}\`${props ? ` \`${JSON.stringify(props).replaceAll(url, '')}\`` : ''}`;
  const lines = steps.map(({ says, made }) => `| ${says} | ${made.map(cell).join('<br>') || 'nothing'} |`);
  return `${before}${BEGIN}| a visitor | what the collector holds of it |\n|---|---|\n${lines.join('\n')}\n${END}${after}`;
}

/** Keeps pictures until all is known to be well; without `isWanted` it does nothing. */
export function openRecord(isWanted) {
  const pictures = new Map();
  return {
    async picture(page, name) {
      if (isWanted) pictures.set(name, await page.screenshot({ type: 'jpeg', quality: 55 }));
    },
    write(steps, url) {
      if (!isWanted) return;
      writeFileSync(PAGE, withTable(readFileSync(PAGE, 'utf8'), steps, url));
      for (const [name, bytes] of pictures)
        writeFileSync(new URL(`pictures/real-store-${name}.jpg`, new URL('.', PAGE)), bytes);
    },
  };
}
