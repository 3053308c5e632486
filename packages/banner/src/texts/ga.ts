import type { PreferencesWords } from '../preferences-text.ts';
import type { Words } from '../text.ts';

export const locale = 'ga';

export const words: Words = {
  dir: 'ltr',
  title: 'Do shonraí, do rogha',
  ask: 'Ba mhaith le {} sonraí do chuairte a úsáid chun na gcríoch seo, ach ní roimh thoiliú uait. Féadfaidh tú d’intinn a athrú am ar bith.',
  tell: 'Úsáideann {} sonraí do chuairte chun na gcríoch seo, mura ndiúltaíonn tú. Féadfaidh tú d’intinn a athrú am ar bith.',
  privacy: 'Polasaí príobháideachais',
  accept: 'Glac le gach ceann',
  reject: 'Diúltaigh gach ceann',
  customise: 'Saincheap',
  ok: 'Ceart go leor',
  optOut: 'Diúltaigh',
  doNotSell: 'Ná díol agus ná roinn',
  gpc: 'Comhartha GPC á urramú',
  status: 'Iarratas diúltaithe á urramú',
  saved: 'Tá do rogha sábháilte.',
  purposes: {
    preferences: ['Roghanna', 'do shocruithe a mheabhrú'],
    analytics: ['Anailísíocht', 'úsáid a thuiscint'],
    marketing: ['Margaíocht', 'tairiscintí oiriúnacha a thaispeáint'],
  },
};

export const preferences: PreferencesWords = {
  title: 'Do roghanna príobháideachais',
  intro: 'Déan cinneadh faoi gach cuspóir. Oibríonn an siopa mar an gcéanna, cibé rud a roghnaíonn tú.',
  close: 'Dún',
  save: 'Sábháil roghanna',
  withdraw: 'Tarraing toiliú siar',
  always: 'Ar siúl i gcónaí',
  necessary: 'Riachtanach',
  chosen: 'Do rogha ó {}.',
  allowed: 'Ceadaithe: {}.',
  nothingAllowed: 'Níl aon rud ceadaithe.',
  signal: 'As: seolann do bhrabhsálaí comhartha diúltaithe (GPC), agus urramaítear é.',
  signalCanYield:
    'As: urramaítear comhartha diúltaithe (GPC) do bhrabhsálaí. Is féidir leat eisceacht a dhéanamh don siopa seo.',
  confirmTitle: 'An bhfuil tú cinnte?',
  confirmNo: 'Dhiúltaigh tú dó seo roimhe seo: {}. Ceadaigh anois é?',
  confirmSignal:
    'Cuireann comhartha diúltaithe (GPC) do bhrabhsálaí i gcoinne: {}. Ceadaigh don siopa seo mar sin féin?',
  confirm: 'Ceadaigh',
  back: 'Ar ais',
};
