import type { PreferencesWords } from '../preferences-text.ts';
import type { Words } from '../text.ts';

export const locale = 'sv';

export const words: Words = {
  dir: 'ltr',
  title: 'Dina uppgifter, ditt val',
  ask: '{} vill använda uppgifter om ditt besök för dessa ändamål, men inte förrän du säger ja. Du kan ändra dig när som helst.',
  tell: '{} använder uppgifter om ditt besök för dessa ändamål, om du inte säger nej. Du kan ändra dig när som helst.',
  privacy: 'Integritetspolicy',
  accept: 'Godkänn alla',
  reject: 'Avvisa alla',
  customise: 'Anpassa',
  ok: 'OK',
  optOut: 'Säg nej',
  doNotSell: 'Sälj eller dela inte',
  gpc: 'GPC-signalen respekteras',
  status: 'Begäran om att avstå respekteras',
  saved: 'Ditt val är sparat.',
  purposes: {
    preferences: ['Inställningar', 'komma ihåg dina inställningar'],
    analytics: ['Analys', 'förstå hur butiken används'],
    marketing: ['Marknadsföring', 'visa erbjudanden som passar dig'],
  },
};

export const preferences: PreferencesWords = {
  title: 'Dina integritetsval',
  intro: 'Bestäm för varje ändamål. Butiken fungerar likadant oavsett vad du väljer.',
  close: 'Stäng',
  save: 'Spara val',
  withdraw: 'Återkalla samtycke',
  always: 'Alltid på',
  necessary: 'Nödvändiga',
  chosen: 'Ditt val från den {}.',
  allowed: 'Tillåtet: {}.',
  nothingAllowed: 'Ingenting är tillåtet.',
  signal: 'Av: din webbläsare skickar en signal om att avstå (GPC), och den respekteras.',
  signalCanYield:
    'Av: din webbläsares signal om att avstå (GPC) respekteras. Du kan göra ett undantag för den här butiken.',
  confirmTitle: 'Är du säker?',
  confirmNo: 'Du har tidigare sagt nej till detta: {}. Vill du tillåta det nu?',
  confirmSignal:
    'Din webbläsares signal om att avstå (GPC) motsätter sig detta: {}. Vill du ändå tillåta det för den här butiken?',
  confirm: 'Ja, tillåt',
  back: 'Tillbaka',
};
