import type { PreferencesWords } from '../preferences-text.ts';
import type { Words } from '../text.ts';

export const locale = 'lt';

export const words: Words = {
  dir: 'ltr',
  title: 'Jūsų duomenys, jūsų sprendimas',
  ask: '{} nori naudoti jūsų apsilankymo duomenis šiais tikslais, bet tik gavęs jūsų sutikimą. Savo sprendimą galite bet kada pakeisti.',
  tell: '{} naudoja jūsų apsilankymo duomenis šiais tikslais, nebent nesutiktumėte. Savo sprendimą galite bet kada pakeisti.',
  privacy: 'Privatumo politika',
  accept: 'Priimti visus',
  reject: 'Atmesti visus',
  customise: 'Pasirinkti',
  ok: 'Gerai',
  optOut: 'Nesutinku',
  doNotSell: 'Neparduoti ir nesidalyti',
  gpc: 'GPC signalo paisoma',
  status: 'Prašymo atsisakyti paisoma',
  saved: 'Jūsų pasirinkimas išsaugotas.',
  purposes: {
    preferences: ['Nuostatos', 'įsiminti jūsų nustatymus'],
    analytics: ['Analizė', 'suprasti, kaip naudojamasi parduotuve'],
    marketing: ['Rinkodara', 'rodyti jums tinkamus pasiūlymus'],
  },
};

export const preferences: PreferencesWords = {
  title: 'Jūsų privatumo pasirinkimai',
  intro: 'Nuspręskite dėl kiekvieno tikslo. Parduotuvė veikia vienodai, kad ir ką pasirinktumėte.',
  close: 'Uždaryti',
  save: 'Išsaugoti pasirinkimą',
  withdraw: 'Atšaukti sutikimą',
  always: 'Visada įjungta',
  necessary: 'Būtinieji',
  chosen: 'Jūsų pasirinkimas: {}.',
  allowed: 'Leidžiama: {}.',
  nothingAllowed: 'Niekas neleidžiama.',
  signal: 'Išjungta: jūsų naršyklė siunčia atsisakymo signalą (GPC) ir jo paisoma.',
  signalCanYield:
    'Išjungta: jūsų naršyklės atsisakymo signalo (GPC) paisoma. Šiai parduotuvei galite padaryti išimtį.',
  confirmTitle: 'Ar tikrai?',
  confirmNo: 'Anksčiau to atsisakėte: {}. Leisti dabar?',
  confirmSignal:
    'Jūsų naršyklės atsisakymo signalas (GPC) tam prieštarauja: {}. Vis tiek leisti šiai parduotuvei?',
  confirm: 'Taip, leisti',
  back: 'Atgal',
};
