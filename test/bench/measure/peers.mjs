// The other banners: what their documents say to put into a page, with the same words and purposes.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const file = (path) => readFileSync(createRequire(import.meta.url).resolve(path));

const words = {
  title: 'Your privacy',
  text: 'We would like to use your data for what follows. You can change your mind at any time.',
  accept: 'Accept all',
  reject: 'Reject all',
  customise: 'Customise',
};
const section = (purpose) => ({
  title: purpose,
  description: `What we use for ${purpose}.`,
  linkedCategory: purpose,
});
const vanilla = {
  // Else it shows nothing to a browser that says it is driven by a program.
  hideFromBots: false,
  categories: { necessary: { enabled: true, readOnly: true }, analytics: {}, marketing: {} },
  language: {
    default: 'en',
    translations: {
      en: {
        consentModal: {
          title: words.title,
          description: words.text,
          acceptAllBtn: words.accept,
          acceptNecessaryBtn: words.reject,
          showPreferencesBtn: words.customise,
          footer: '<a href="/privacy">Privacy policy</a>',
        },
        preferencesModal: {
          title: words.title,
          acceptAllBtn: words.accept,
          acceptNecessaryBtn: words.reject,
          savePreferencesBtn: 'Save',
          closeIconLabel: 'Close',
          sections: ['necessary', 'analytics', 'marketing'].map(section),
        },
      },
    },
  },
};
const osano = {
  type: 'opt-in',
  palette: { popup: { background: '#fff' }, button: { background: '#1f2937' } },
  content: { message: words.text, allow: words.accept, deny: words.reject, href: '/privacy' },
};

/** Name, files by path, what goes into the page's head, and the button that refuses. */
export const peers = [
  {
    name: 'vanilla-cookieconsent',
    files: {
      '/vanilla.css': file('vanilla-cookieconsent/dist/cookieconsent.css'),
      '/vanilla.js': file('vanilla-cookieconsent/dist/cookieconsent.esm.js'),
      '/vanilla-run.js': `import { run } from '/vanilla.js';\nrun(${JSON.stringify(vanilla)});\n`,
    },
    head: '<link rel="stylesheet" href="/vanilla.css"><script type="module" src="/vanilla-run.js"></script>',
    refuses: '[data-role=necessary]',
  },
  {
    name: 'cookieconsent (Osano)',
    files: {
      '/osano.css': file('cookieconsent/build/cookieconsent.min.css'),
      '/osano.js': file('cookieconsent/build/cookieconsent.min.js'),
      '/osano-run.js': `window.cookieconsent.initialise(${JSON.stringify(osano)});\n`,
    },
    head: '<link rel="stylesheet" href="/osano.css"><script defer src="/osano.js"></script><script defer src="/osano-run.js"></script>',
    refuses: '.cc-deny',
  },
];
