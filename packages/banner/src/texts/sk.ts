import type { PreferencesWords } from '../preferences-text.ts';
import type { Words } from '../text.ts';

export const locale = 'sk';

export const words: Words = {
  dir: 'ltr',
  title: 'Vaše údaje, vaša voľba',
  ask: '{} chce používať údaje o vašej návšteve na tieto účely, ale až po vašom súhlase. Svoje rozhodnutie môžete kedykoľvek zmeniť.',
  tell: '{} používa údaje o vašej návšteve na tieto účely, ak nevznesiete námietku. Svoje rozhodnutie môžete kedykoľvek zmeniť.',
  privacy: 'Zásady ochrany osobných údajov',
  accept: 'Povoliť všetko',
  reject: 'Odmietnuť všetko',
  customise: 'Prispôsobiť',
  ok: 'OK',
  optOut: 'Namietať',
  doNotSell: 'Nepredávať ani nezdieľať',
  gpc: 'Signál GPC je rešpektovaný',
  status: 'Žiadosť o odhlásenie je rešpektovaná',
  saved: 'Vaša voľba je uložená.',
  purposes: {
    preferences: ['Predvoľby', 'zapamätať si vaše nastavenia'],
    analytics: ['Analytika', 'zistiť, ako sa obchod používa'],
    marketing: ['Marketing', 'zobrazovať vhodné ponuky'],
  },
};

export const preferences: PreferencesWords = {
  title: 'Vaše voľby súkromia',
  intro: 'Rozhodnite o každom účele zvlášť. Obchod funguje rovnako, nech si vyberiete čokoľvek.',
  close: 'Zavrieť',
  save: 'Uložiť voľby',
  withdraw: 'Odvolať súhlas',
  always: 'Vždy zapnuté',
  necessary: 'Nevyhnutné',
  chosen: 'Vaša voľba z {}.',
  allowed: 'Povolené: {}.',
  nothingAllowed: 'Nič nie je povolené.',
  signal: 'Vypnuté: váš prehliadač posiela signál odmietnutia (GPC) a ten je rešpektovaný.',
  signalCanYield:
    'Vypnuté: signál odmietnutia (GPC) vášho prehliadača je rešpektovaný. Pre tento obchod môžete urobiť výnimku.',
  confirmTitle: 'Ste si istí?',
  confirmNo: 'Toto ste predtým odmietli: {}. Povoliť teraz?',
  confirmSignal:
    'Signál odmietnutia (GPC) vášho prehliadača namieta proti: {}. Napriek tomu povoliť pre tento obchod?',
  confirm: 'Áno, povoliť',
  back: 'Späť',
};
