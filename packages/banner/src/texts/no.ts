import type { PreferencesWords } from '../preferences-text.ts';
import type { Words } from '../text.ts';

export const locale = 'no';

export const words: Words = {
  dir: 'ltr',
  title: 'Dine data, ditt valg',
  ask: '{} ønsker å bruke data om besøket ditt til disse formålene, men ikke før du sier ja. Du kan når som helst ombestemme deg.',
  tell: '{} bruker data om besøket ditt til disse formålene, med mindre du sier nei. Du kan når som helst ombestemme deg.',
  privacy: 'Personvernerklæring',
  accept: 'Godta alle',
  reject: 'Avvis alle',
  customise: 'Tilpass',
  ok: 'OK',
  optOut: 'Si nei',
  doNotSell: 'Ikke selg eller del',
  gpc: 'GPC-signalet respekteres',
  status: 'Reservasjonen er respektert',
  saved: 'Valget ditt er lagret.',
  purposes: {
    preferences: ['Preferanser', 'huske innstillingene dine'],
    analytics: ['Analyse', 'forstå hvordan butikken brukes'],
    marketing: ['Markedsføring', 'vise tilbud som passer for deg'],
  },
};

export const preferences: PreferencesWords = {
  title: 'Dine personvernvalg',
  intro: 'Bestem for hvert formål. Butikken fungerer likt uansett hva du velger.',
  close: 'Lukk',
  save: 'Lagre valg',
  withdraw: 'Trekk tilbake samtykke',
  always: 'Alltid på',
  necessary: 'Nødvendige',
  chosen: 'Valget ditt fra {}.',
  allowed: 'Tillatt: {}.',
  nothingAllowed: 'Ingenting er tillatt.',
  signal: 'Av: Nettleseren din sender et reservasjonssignal (GPC), og det respekteres.',
  signalCanYield:
    'Av: Reservasjonssignalet (GPC) fra nettleseren din respekteres. Du kan gjøre et unntak for denne butikken.',
  confirmTitle: 'Er du sikker?',
  confirmNo: 'Du har tidligere sagt nei til dette: {}. Vil du tillate det nå?',
  confirmSignal:
    'Reservasjonssignalet (GPC) fra nettleseren din gjelder dette: {}. Vil du likevel tillate det for denne butikken?',
  confirm: 'Ja, tillat',
  back: 'Tilbake',
};
