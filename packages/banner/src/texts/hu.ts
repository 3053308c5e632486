import type { PreferencesWords } from '../preferences-text.ts';
import type { Words } from '../text.ts';

export const locale = 'hu';

export const words: Words = {
  dir: 'ltr',
  title: 'Az Ön adatai, az Ön döntése',
  ask: '{} a látogatása adatait ezekre a célokra szeretné felhasználni, de nem az Ön hozzájárulása előtt. Döntését bármikor megváltoztathatja.',
  tell: '{} a látogatása adatait ezekre a célokra használja, hacsak Ön nem tiltakozik. Döntését bármikor megváltoztathatja.',
  privacy: 'Adatvédelmi tájékoztató',
  accept: 'Összes elfogadása',
  reject: 'Összes elutasítása',
  customise: 'Testreszabás',
  ok: 'Rendben',
  optOut: 'Tiltakozom',
  doNotSell: 'Ne adják el, ne osszák meg',
  gpc: 'GPC-jel figyelembe véve',
  status: 'Tiltakozási kérelem figyelembe véve',
  saved: 'Választását mentettük.',
  purposes: {
    preferences: ['Beállítások', 'az Ön beállításainak megjegyzése'],
    analytics: ['Elemzés', 'az áruház használatának megértése'],
    marketing: ['Marketing', 'az Önnek megfelelő ajánlatok'],
  },
};

export const preferences: PreferencesWords = {
  title: 'Adatvédelmi választásai',
  intro: 'Döntsön minden célról külön. Az áruház ugyanúgy működik, bármit választ.',
  close: 'Bezárás',
  save: 'Választás mentése',
  withdraw: 'Hozzájárulás visszavonása',
  always: 'Mindig bekapcsolva',
  necessary: 'Szükséges',
  chosen: 'Az Ön választása: {}',
  allowed: 'Engedélyezve: {}.',
  nothingAllowed: 'Semmi sincs engedélyezve.',
  signal: 'Kikapcsolva: böngészője tiltakozási jelet (GPC) küld, és azt figyelembe vesszük.',
  signalCanYield:
    'Kikapcsolva: böngészője tiltakozási jelét (GPC) figyelembe vesszük. Ennél az áruháznál kivételt tehet.',
  confirmTitle: 'Biztos benne?',
  confirmNo: 'Ezt korábban elutasította: {}. Most engedélyezi?',
  confirmSignal: 'Böngészője tiltakozási jele (GPC) ellenzi ezt: {}. Ennél az áruháznál mégis engedélyezi?',
  confirm: 'Igen, engedélyezem',
  back: 'Vissza',
};
