import type { PreferencesWords } from '../preferences-text.ts';
import type { Words } from '../text.ts';

export const locale = 'mt';

export const words: Words = {
  dir: 'ltr',
  title: 'Id-data tiegħek, l-għażla tiegħek',
  ask: '{} jixtieq juża data dwar iż-żjara tiegħek għal dawn l-għanijiet, iżda mhux qabel ma taċċetta. Tista’ tibdel fehmtek meta trid.',
  tell: '{} juża data dwar iż-żjara tiegħek għal dawn l-għanijiet, sakemm ma toġġezzjonax. Tista’ tibdel fehmtek meta trid.',
  privacy: 'Politika tal-privatezza',
  accept: 'Aċċetta kollox',
  reject: 'Irrifjuta kollox',
  customise: 'Ippersonalizza',
  ok: 'Tajjeb',
  optOut: 'Oġġezzjona',
  doNotSell: 'Tbigħx u taqsamx',
  gpc: 'Is-sinjal GPC rispettat',
  status: 'It-talba ta’ esklużjoni rispettata',
  saved: 'L-għażla tiegħek ġiet issejvjata.',
  purposes: {
    preferences: ['Preferenzi', 'niftakru s-settings tiegħek'],
    analytics: ['Analitika', 'nifhmu kif jintuża l-ħanut'],
    marketing: ['Kummerċjalizzazzjoni', 'nuru offerti adattati għalik'],
  },
};

export const preferences: PreferencesWords = {
  title: 'L-għażliet tal-privatezza tiegħek',
  intro: 'Iddeċiedi għal kull għan. Il-ħanut jaħdem l-istess tagħżel x’tagħżel.',
  close: 'Agħlaq',
  save: 'Issejvja l-għażliet',
  withdraw: 'Irtira l-kunsens',
  always: 'Dejjem mixgħul',
  necessary: 'Meħtieġa',
  chosen: 'L-għażla tiegħek ta’ {}.',
  allowed: 'Permess: {}.',
  nothingAllowed: 'Xejn mhu permess.',
  signal: 'Mitfi: il-browser tiegħek jibgħat sinjal ta’ esklużjoni (GPC), u dan jiġi rispettat.',
  signalCanYield:
    'Mitfi: is-sinjal ta’ esklużjoni (GPC) tal-browser tiegħek jiġi rispettat. Tista’ tagħmel eċċezzjoni għal dan il-ħanut.',
  confirmTitle: 'Int ċert?',
  confirmNo: 'Qabel għidt le għal dan: {}. Tippermettih issa?',
  confirmSignal:
    'Is-sinjal ta’ esklużjoni (GPC) tal-browser tiegħek joġġezzjona għal: {}. Tippermettih xorta għal dan il-ħanut?',
  confirm: 'Iva, ippermetti',
  back: 'Lura',
};
