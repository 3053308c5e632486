import type { PreferencesWords } from '../preferences-text.ts';
import type { Words } from '../text.ts';

export const locale = 'cs';

export const words: Words = {
  dir: 'ltr',
  title: 'Vaše údaje, vaše volba',
  ask: '{} chce využívat údaje o vaší návštěvě k těmto účelům, ale až poté, co udělíte souhlas. Své rozhodnutí můžete kdykoli změnit.',
  tell: '{} využívá údaje o vaší návštěvě k těmto účelům, pokud nevznesete námitku. Své rozhodnutí můžete kdykoli změnit.',
  privacy: 'Zásady ochrany osobních údajů',
  accept: 'Přijmout vše',
  reject: 'Odmítnout vše',
  customise: 'Vybrat',
  ok: 'OK',
  optOut: 'Vznést námitku',
  doNotSell: 'Neprodávat ani nesdílet',
  gpc: 'Signál GPC respektován',
  status: 'Požadavek na odhlášení respektován',
  saved: 'Vaše volba je uložena.',
  purposes: {
    preferences: ['Předvolby', 'zapamatovat si vaše nastavení'],
    analytics: ['Analytika', 'zjistit, jak se obchod používá'],
    marketing: ['Marketing', 'zobrazovat nabídky pro vás'],
  },
};

export const preferences: PreferencesWords = {
  title: 'Vaše volby soukromí',
  intro: 'Rozhodněte o každém účelu zvlášť. Obchod funguje stejně, ať zvolíte cokoli.',
  close: 'Zavřít',
  save: 'Uložit volby',
  withdraw: 'Odvolat souhlas',
  always: 'Vždy zapnuto',
  necessary: 'Nezbytné',
  chosen: 'Vaše volba ze dne {}.',
  allowed: 'Povoleno: {}.',
  nothingAllowed: 'Nic není povoleno.',
  signal: 'Vypnuto: váš prohlížeč posílá signál odmítnutí (GPC) a ten je respektován.',
  signalCanYield:
    'Vypnuto: signál odmítnutí (GPC) vašeho prohlížeče je respektován. Pro tento obchod můžete udělat výjimku.',
  confirmTitle: 'Opravdu to chcete?',
  confirmNo: 'Toto jste dříve odmítli: {}. Povolit nyní?',
  confirmSignal: 'Signál odmítnutí (GPC) vašeho prohlížeče se týká: {}. Přesto povolit pro tento obchod?',
  confirm: 'Ano, povolit',
  back: 'Zpět',
};
