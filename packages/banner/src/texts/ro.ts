import type { PreferencesWords } from '../preferences-text.ts';
import type { Words } from '../text.ts';

export const locale = 'ro';

export const words: Words = {
  dir: 'ltr',
  title: 'Datele dvs., alegerea dvs.',
  ask: '{} dorește să folosească date despre vizita dvs. în aceste scopuri, dar nu înainte de a vă da acordul. Vă puteți răzgândi oricând.',
  tell: '{} folosește date despre vizita dvs. în aceste scopuri, dacă nu vă opuneți. Vă puteți răzgândi oricând.',
  privacy: 'Politica de confidențialitate',
  accept: 'Acceptați tot',
  reject: 'Refuzați tot',
  customise: 'Personalizați',
  ok: 'OK',
  optOut: 'Mă opun',
  doNotSell: 'Nu vindeți și nu distribuiți',
  gpc: 'Semnalul GPC este respectat',
  status: 'Cererea de excludere este respectată',
  saved: 'Alegerea dvs. a fost salvată.',
  purposes: {
    preferences: ['Preferințe', 'reținerea setărilor dvs.'],
    analytics: ['Analiză', 'înțelegerea modului de folosire a magazinului'],
    marketing: ['Marketing', 'afișarea de oferte potrivite pentru dvs.'],
  },
};

export const preferences: PreferencesWords = {
  title: 'Alegerile dvs. privind datele',
  intro: 'Decideți pentru fiecare scop. Magazinul funcționează la fel, orice ați alege.',
  close: 'Închide',
  save: 'Salvați alegerile',
  withdraw: 'Retrageți acordul',
  always: 'Mereu activ',
  necessary: 'Necesare',
  chosen: 'Alegerea dvs. din {}.',
  allowed: 'Permis: {}.',
  nothingAllowed: 'Nimic nu este permis.',
  signal: 'Dezactivat: browserul dvs. trimite un semnal de excludere (GPC), iar acesta este respectat.',
  signalCanYield:
    'Dezactivat: semnalul de excludere (GPC) al browserului dvs. este respectat. Puteți face o excepție pentru acest magazin.',
  confirmTitle: 'Sigur?',
  confirmNo: 'Ați refuzat anterior: {}. Permiteți acum?',
  confirmSignal:
    'Semnalul de excludere (GPC) al browserului dvs. se opune la: {}. Permiteți totuși pentru acest magazin?',
  confirm: 'Da, permit',
  back: 'Înapoi',
};
