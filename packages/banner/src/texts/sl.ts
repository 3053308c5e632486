import type { PreferencesWords } from '../preferences-text.ts';
import type { Words } from '../text.ts';

export const locale = 'sl';

export const words: Words = {
  dir: 'ltr',
  title: 'Vaši podatki, vaša izbira',
  ask: '{} želi uporabljati podatke o vašem obisku za te namene, vendar šele po vaši privolitvi. Odločitev lahko kadar koli spremenite.',
  tell: '{} uporablja podatke o vašem obisku za te namene, razen če ugovarjate. Odločitev lahko kadar koli spremenite.',
  privacy: 'Politika zasebnosti',
  accept: 'Sprejmi vse',
  reject: 'Zavrni vse',
  customise: 'Prilagodi',
  ok: 'V redu',
  optOut: 'Ugovarjam',
  doNotSell: 'Ne prodajaj in ne deli',
  gpc: 'Signal GPC je upoštevan',
  status: 'Zahteva za zavrnitev je upoštevana',
  saved: 'Vaša izbira je shranjena.',
  purposes: {
    preferences: ['Nastavitve', 'zapomniti si vaše nastavitve'],
    analytics: ['Analitika', 'razumeti, kako se trgovina uporablja'],
    marketing: ['Trženje', 'prikazati ponudbe, primerne za vas'],
  },
};

export const preferences: PreferencesWords = {
  title: 'Vaša izbira zasebnosti',
  intro: 'Odločite se za vsak namen posebej. Trgovina deluje enako, karkoli izberete.',
  close: 'Zapri',
  save: 'Shrani izbiro',
  withdraw: 'Prekliči privolitev',
  always: 'Vedno vklopljeno',
  necessary: 'Nujno',
  chosen: 'Vaša izbira: {}.',
  allowed: 'Dovoljeno: {}.',
  nothingAllowed: 'Nič ni dovoljeno.',
  signal: 'Izklopljeno: vaš brskalnik pošilja signal za zavrnitev (GPC), ki se upošteva.',
  signalCanYield:
    'Izklopljeno: signal za zavrnitev (GPC) vašega brskalnika se upošteva. Za to trgovino lahko naredite izjemo.',
  confirmTitle: 'Ali ste prepričani?',
  confirmNo: 'To ste prej zavrnili: {}. Želite zdaj dovoliti?',
  confirmSignal:
    'Signal za zavrnitev (GPC) vašega brskalnika nasprotuje temu: {}. Želite za to trgovino vseeno dovoliti?',
  confirm: 'Da, dovoli',
  back: 'Nazaj',
};
