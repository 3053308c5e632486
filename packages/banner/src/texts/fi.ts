import type { PreferencesWords } from '../preferences-text.ts';
import type { Words } from '../text.ts';

export const locale = 'fi';

export const words: Words = {
  dir: 'ltr',
  title: 'Tietosi, valintasi',
  ask: '{} haluaa käyttää tietoja käynnistäsi näihin tarkoituksiin, mutta vasta kun annat suostumuksesi. Voit muuttaa mieltäsi milloin tahansa.',
  tell: '{} käyttää tietoja käynnistäsi näihin tarkoituksiin, ellet kiellä sitä. Voit muuttaa mieltäsi milloin tahansa.',
  privacy: 'Tietosuojaseloste',
  accept: 'Hyväksy kaikki',
  reject: 'Hylkää kaikki',
  customise: 'Muokkaa valintoja',
  ok: 'OK',
  optOut: 'Kiellä käyttö',
  doNotSell: 'Älä myy tai jaa',
  gpc: 'GPC-signaalia noudatetaan',
  status: 'Kieltopyyntöä noudatetaan',
  saved: 'Valintasi on tallennettu.',
  purposes: {
    preferences: ['Asetukset', 'muistaa asetuksesi'],
    analytics: ['Analytiikka', 'ymmärtää, miten kauppaa käytetään'],
    marketing: ['Markkinointi', 'näyttää sinulle sopivia tarjouksia'],
  },
};

export const preferences: PreferencesWords = {
  title: 'Tietosuojavalintasi',
  intro: 'Päätä jokaisesta tarkoituksesta erikseen. Kauppa toimii samalla tavalla, valitsit mitä tahansa.',
  close: 'Sulje',
  save: 'Tallenna valinnat',
  withdraw: 'Peruuta suostumus',
  always: 'Aina käytössä',
  necessary: 'Välttämättömät',
  chosen: 'Valintasi {}.',
  allowed: 'Sallittu: {}.',
  nothingAllowed: 'Mitään ei ole sallittu.',
  signal: 'Pois päältä: selaimesi lähettää kieltosignaalin (GPC), ja sitä noudatetaan.',
  signalCanYield:
    'Pois päältä: selaimesi kieltosignaalia (GPC) noudatetaan. Voit tehdä poikkeuksen tämän kaupan kohdalla.',
  confirmTitle: 'Oletko varma?',
  confirmNo: 'Olet aiemmin kieltänyt tämän: {}. Sallitaanko nyt?',
  confirmSignal: 'Selaimesi kieltosignaali (GPC) vastustaa tätä: {}. Sallitaanko silti tälle kaupalle?',
  confirm: 'Kyllä, salli',
  back: 'Takaisin',
};
