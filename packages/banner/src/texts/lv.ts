import type { PreferencesWords } from '../preferences-text.ts';
import type { Words } from '../text.ts';

export const locale = 'lv';

export const words: Words = {
  dir: 'ltr',
  title: 'Jūsu dati, jūsu izvēle',
  ask: '{} vēlas izmantot datus par jūsu apmeklējumu šiem mērķiem, bet ne pirms jūsu piekrišanas. Savu lēmumu varat mainīt jebkurā laikā.',
  tell: '{} izmanto datus par jūsu apmeklējumu šiem mērķiem, ja vien jūs neiebilstat. Savu lēmumu varat mainīt jebkurā laikā.',
  privacy: 'Privātuma politika',
  accept: 'Piekrist visam',
  reject: 'Noraidīt visu',
  customise: 'Pielāgot',
  ok: 'Labi',
  optOut: 'Iebilst',
  doNotSell: 'Nepārdot un nekopīgot',
  gpc: 'GPC signāls ievērots',
  status: 'Atteikšanās pieprasījums ievērots',
  saved: 'Jūsu izvēle ir saglabāta.',
  purposes: {
    preferences: ['Preferences', 'atcerēties jūsu iestatījumus'],
    analytics: ['Analītika', 'saprast, kā veikals tiek lietots'],
    marketing: ['Mārketings', 'rādīt jums piemērotus piedāvājumus'],
  },
};

export const preferences: PreferencesWords = {
  title: 'Jūsu privātuma izvēles',
  intro: 'Izlemiet par katru mērķi. Veikals darbojas vienādi neatkarīgi no jūsu izvēles.',
  close: 'Aizvērt',
  save: 'Saglabāt izvēli',
  withdraw: 'Atsaukt piekrišanu',
  always: 'Vienmēr ieslēgts',
  necessary: 'Nepieciešamie',
  chosen: 'Jūsu izvēle: {}.',
  allowed: 'Atļauts: {}.',
  nothingAllowed: 'Nekas nav atļauts.',
  signal: 'Izslēgts: jūsu pārlūks sūta atteikšanās signālu (GPC), un tas tiek ievērots.',
  signalCanYield:
    'Izslēgts: jūsu pārlūka atteikšanās signāls (GPC) tiek ievērots. Šim veikalam varat pieļaut izņēmumu.',
  confirmTitle: 'Vai esat pārliecināti?',
  confirmNo: 'To iepriekš noraidījāt: {}. Vai tagad atļaut?',
  confirmSignal: 'Jūsu pārlūka atteikšanās signāls (GPC) iebilst pret: {}. Vai šim veikalam tomēr atļaut?',
  confirm: 'Jā, atļaut',
  back: 'Atpakaļ',
};
