import type { PreferencesWords } from '../preferences-text.ts';
import type { Words } from '../text.ts';

export const locale = 'is';

export const words: Words = {
  dir: 'ltr',
  title: 'Gögnin þín, þitt val',
  ask: '{} vill nota gögn um heimsókn þína í þessum tilgangi, en ekki fyrr en þú samþykkir það. Þú getur skipt um skoðun hvenær sem er.',
  tell: '{} notar gögn um heimsókn þína í þessum tilgangi, nema þú andmælir því. Þú getur skipt um skoðun hvenær sem er.',
  privacy: 'Persónuverndarstefna',
  accept: 'Leyfa allt',
  reject: 'Hafna öllu',
  customise: 'Sérsníða',
  ok: 'Í lagi',
  optOut: 'Andmæla',
  doNotSell: 'Ekki selja eða deila',
  gpc: 'GPC-merki virt',
  status: 'Beiðni um höfnun virt',
  saved: 'Val þitt hefur verið vistað.',
  purposes: {
    preferences: ['Kjörstillingar', 'muna stillingarnar þínar'],
    analytics: ['Greining', 'skilja hvernig verslunin er notuð'],
    marketing: ['Markaðssetning', 'sýna tilboð sem henta þér'],
  },
};

export const preferences: PreferencesWords = {
  title: 'Persónuverndarval þitt',
  intro: 'Veldu fyrir hvern tilgang. Verslunin virkar eins, hvað sem þú velur.',
  close: 'Loka',
  save: 'Vista val',
  withdraw: 'Afturkalla samþykki',
  always: 'Alltaf virkt',
  necessary: 'Nauðsynlegt',
  chosen: 'Val þitt frá {}.',
  allowed: 'Leyft: {}.',
  nothingAllowed: 'Ekkert er leyft.',
  signal: 'Óvirkt: vafrinn þinn sendir höfnunarmerki (GPC) og það er virt.',
  signalCanYield:
    'Óvirkt: höfnunarmerki (GPC) vafrans þíns er virt. Þú getur gert undantekningu fyrir þessa verslun.',
  confirmTitle: 'Ertu viss?',
  confirmNo: 'Þú hafnaðir þessu áður: {}. Viltu leyfa það núna?',
  confirmSignal:
    'Höfnunarmerki (GPC) vafrans þíns andmælir þessu: {}. Viltu samt leyfa það fyrir þessa verslun?',
  confirm: 'Já, leyfa',
  back: 'Til baka',
};
