import type { PreferencesWords } from '../preferences-text.ts';
import type { Words } from '../text.ts';

export const locale = 'hr';

export const words: Words = {
  dir: 'ltr',
  title: 'Vaši podaci, vaš izbor',
  ask: '{} želi koristiti podatke o vašem posjetu u ove svrhe, ali tek nakon vašeg pristanka. Svoju odluku možete promijeniti u bilo kojem trenutku.',
  tell: '{} koristi podatke o vašem posjetu u ove svrhe, osim ako se tome usprotivite. Svoju odluku možete promijeniti u bilo kojem trenutku.',
  privacy: 'Pravila privatnosti',
  accept: 'Prihvaćam sve',
  reject: 'Odbijam sve',
  customise: 'Prilagodi',
  ok: 'U redu',
  optOut: 'Odbijam',
  doNotSell: 'Nemoj prodavati ni dijeliti',
  gpc: 'GPC signal se poštuje',
  status: 'Zahtjev za isključenje se poštuje',
  saved: 'Vaš je izbor spremljen.',
  purposes: {
    preferences: ['Postavke', 'zapamtiti vaše postavke'],
    analytics: ['Analitika', 'razumjeti kako se trgovina koristi'],
    marketing: ['Marketing', 'prikazati ponude koje vam odgovaraju'],
  },
};

export const preferences: PreferencesWords = {
  title: 'Vaš izbor privatnosti',
  intro: 'Odlučite za svaku svrhu. Trgovina radi jednako što god odabrali.',
  close: 'Zatvori',
  save: 'Spremi izbor',
  withdraw: 'Povuci privolu',
  always: 'Uvijek uključeno',
  necessary: 'Nužno',
  chosen: 'Vaš izbor od {}.',
  allowed: 'Dopušteno: {}.',
  nothingAllowed: 'Ništa nije dopušteno.',
  signal: 'Isključeno: vaš preglednik šalje signal odbijanja (GPC) i on se poštuje.',
  signalCanYield:
    'Isključeno: signal odbijanja (GPC) vašeg preglednika se poštuje. Za ovu trgovinu možete napraviti iznimku.',
  confirmTitle: 'Jeste li sigurni?',
  confirmNo: 'Ovo ste ranije odbili: {}. Dopustiti sada?',
  confirmSignal:
    'Signal odbijanja (GPC) vašeg preglednika protivi se ovome: {}. Svejedno dopustiti za ovu trgovinu?',
  confirm: 'Da, dopusti',
  back: 'Natrag',
};
