import type { PreferencesWords } from '../preferences-text.ts';
import type { Words } from '../text.ts';

export const locale = 'nl';

export const words: Words = {
  dir: 'ltr',
  title: 'Uw gegevens, uw keuze',
  ask: '{} wil gegevens over uw bezoek gebruiken voor deze doelen, maar niet voordat u toestemming geeft. U kunt uw keuze altijd wijzigen.',
  tell: '{} gebruikt gegevens over uw bezoek voor deze doelen, tenzij u bezwaar maakt. U kunt uw keuze altijd wijzigen.',
  privacy: 'Privacybeleid',
  accept: 'Alles accepteren',
  reject: 'Alles weigeren',
  customise: 'Aanpassen',
  ok: 'OK',
  optOut: 'Bezwaar maken',
  doNotSell: 'Niet verkopen of delen',
  gpc: 'GPC-signaal gerespecteerd',
  status: 'Afmeldverzoek gerespecteerd',
  saved: 'Uw keuze is opgeslagen.',
  purposes: {
    preferences: ['Voorkeuren', 'uw instellingen onthouden'],
    analytics: ['Analyse', 'begrijpen hoe de winkel wordt gebruikt'],
    marketing: ['Marketing', 'aanbiedingen tonen die bij u passen'],
  },
};

export const preferences: PreferencesWords = {
  title: 'Uw privacykeuzes',
  intro: 'Beslis per doel. De winkel werkt hetzelfde, wat u ook kiest.',
  close: 'Sluiten',
  save: 'Keuzes opslaan',
  withdraw: 'Toestemming intrekken',
  always: 'Altijd aan',
  necessary: 'Noodzakelijk',
  chosen: 'Uw keuze van {}.',
  allowed: 'Toegestaan: {}.',
  nothingAllowed: 'Er is niets toegestaan.',
  signal: 'Uit: uw browser stuurt een afmeldsignaal (GPC), en dat wordt gerespecteerd.',
  signalCanYield:
    'Uit: het afmeldsignaal (GPC) van uw browser wordt gerespecteerd. U kunt voor deze winkel een uitzondering maken.',
  confirmTitle: 'Weet u het zeker?',
  confirmNo: 'Dit hebt u eerder geweigerd: {}. Nu toestaan?',
  confirmSignal:
    'Het afmeldsignaal (GPC) van uw browser maakt bezwaar tegen: {}. Toch toestaan voor deze winkel?',
  confirm: 'Ja, toestaan',
  back: 'Terug',
};
