import type { PreferencesWords } from '../preferences-text.ts';
import type { Words } from '../text.ts';

export const locale = 'da';

export const words: Words = {
  dir: 'ltr',
  title: 'Dine data, dit valg',
  ask: '{} vil gerne bruge data om dit besøg til disse formål, men først når du siger ja. Du kan altid ændre dit valg.',
  tell: '{} bruger data om dit besøg til disse formål, medmindre du siger nej. Du kan altid ændre dit valg.',
  privacy: 'Privatlivspolitik',
  accept: 'Tillad alle',
  reject: 'Afvis alle',
  customise: 'Tilpas',
  ok: 'OK',
  optOut: 'Frameld',
  doNotSell: 'Sælg og del ikke',
  gpc: 'GPC-signal respekteret',
  status: 'Anmodning om fravalg respekteret',
  saved: 'Dit valg er gemt.',
  purposes: {
    preferences: ['Præferencer', 'huske dine indstillinger'],
    analytics: ['Analyse', 'forstå, hvordan butikken bruges'],
    marketing: ['Markedsføring', 'vise tilbud, der passer til dig'],
  },
};

export const preferences: PreferencesWords = {
  title: 'Dine privatlivsvalg',
  intro: 'Tag stilling til hvert formål. Butikken fungerer på samme måde, uanset hvad du vælger.',
  close: 'Luk',
  save: 'Gem valg',
  withdraw: 'Træk samtykke tilbage',
  always: 'Altid slået til',
  necessary: 'Nødvendige',
  chosen: 'Dit valg fra {}.',
  allowed: 'Tilladt: {}.',
  nothingAllowed: 'Intet er tilladt.',
  signal: 'Fra: Din browser sender et fravalgssignal (GPC), og det respekteres.',
  signalCanYield:
    'Fra: Din browsers fravalgssignal (GPC) respekteres. Du kan gøre en undtagelse for denne butik.',
  confirmTitle: 'Er du sikker?',
  confirmNo: 'Dette har du tidligere sagt nej til: {}. Vil du tillade det nu?',
  confirmSignal:
    'Din browsers fravalgssignal (GPC) gælder: {}. Vil du alligevel tillade det for denne butik?',
  confirm: 'Ja, tillad',
  back: 'Tilbage',
};
