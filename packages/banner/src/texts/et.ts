import type { PreferencesWords } from '../preferences-text.ts';
import type { Words } from '../text.ts';

export const locale = 'et';

export const words: Words = {
  dir: 'ltr',
  title: 'Teie andmed, teie otsus',
  ask: '{} soovib kasutada teie külastuse andmeid nendel eesmärkidel, kuid alles pärast teie nõusolekut. Saate oma otsust igal ajal muuta.',
  tell: '{} kasutab teie külastuse andmeid nendel eesmärkidel, kui te sellest ei keeldu. Saate oma otsust igal ajal muuta.',
  privacy: 'Privaatsuspoliitika',
  accept: 'Nõustu kõigega',
  reject: 'Keeldu kõigest',
  customise: 'Kohanda',
  ok: 'OK',
  optOut: 'Keeldu',
  doNotSell: 'Ära müü ega jaga',
  gpc: 'GPC-signaali järgitakse',
  status: 'Loobumistaotlust järgitakse',
  saved: 'Teie valik on salvestatud.',
  purposes: {
    preferences: ['Eelistused', 'jätta meelde teie seaded'],
    analytics: ['Analüütika', 'mõista, kuidas poodi kasutatakse'],
    marketing: ['Turundus', 'näidata teile sobivaid pakkumisi'],
  },
};

export const preferences: PreferencesWords = {
  title: 'Teie privaatsusvalikud',
  intro: 'Otsustage iga eesmärgi kohta. Pood töötab ühtmoodi, mida iganes valite.',
  close: 'Sulge',
  save: 'Salvesta valikud',
  withdraw: 'Võta nõusolek tagasi',
  always: 'Alati sees',
  necessary: 'Vajalikud',
  chosen: 'Teie valik: {}.',
  allowed: 'Lubatud: {}.',
  nothingAllowed: 'Midagi ei ole lubatud.',
  signal: 'Väljas: teie brauser saadab loobumissignaali (GPC) ja seda järgitakse.',
  signalCanYield:
    'Väljas: teie brauseri loobumissignaali (GPC) järgitakse. Selle poe jaoks võite teha erandi.',
  confirmTitle: 'Kas olete kindel?',
  confirmNo: 'Sellest olete varem keeldunud: {}. Kas lubada nüüd?',
  confirmSignal: 'Teie brauseri loobumissignaal (GPC) on selle vastu: {}. Kas lubada selle poe jaoks siiski?',
  confirm: 'Jah, luba',
  back: 'Tagasi',
};
