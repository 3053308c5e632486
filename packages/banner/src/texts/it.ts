import type { PreferencesWords } from '../preferences-text.ts';
import type { Words } from '../text.ts';

export const locale = 'it';

export const words: Words = {
  dir: 'ltr',
  title: 'I Suoi dati, la Sua scelta',
  ask: '{} desidera usare dati sulla Sua visita per queste finalità, ma non prima del Suo consenso. Può cambiare idea in qualsiasi momento.',
  tell: '{} usa dati sulla Sua visita per queste finalità, salvo Sua opposizione. Può cambiare idea in qualsiasi momento.',
  privacy: 'Informativa sulla privacy',
  accept: 'Accetta tutto',
  reject: 'Rifiuta tutto',
  customise: 'Personalizza',
  ok: 'OK',
  optOut: 'Mi oppongo',
  doNotSell: 'Non vendere né condividere',
  gpc: 'Segnale GPC rispettato',
  status: 'Richiesta di opposizione rispettata',
  saved: 'La Sua scelta è stata salvata.',
  purposes: {
    preferences: ['Preferenze', 'ricordare le Sue impostazioni'],
    analytics: ['Statistiche', 'capire come si usa il negozio'],
    marketing: ['Marketing', 'mostrare offerte adatte a Lei'],
  },
};

export const preferences: PreferencesWords = {
  title: 'Le Sue scelte sulla privacy',
  intro: 'Decida per ogni finalità. Il negozio funziona allo stesso modo, qualunque sia la Sua scelta.',
  close: 'Chiudi',
  save: 'Salva le scelte',
  withdraw: 'Revoca il consenso',
  always: 'Sempre attivo',
  necessary: 'Necessari',
  chosen: 'La Sua scelta del {}.',
  allowed: 'Consentito: {}.',
  nothingAllowed: 'Nulla è consentito.',
  signal: 'Disattivato: il Suo browser invia un segnale di opposizione (GPC), che viene rispettato.',
  signalCanYield:
    'Disattivato: il segnale di opposizione (GPC) del Suo browser viene rispettato. Può fare un’eccezione per questo negozio.',
  confirmTitle: 'Conferma la scelta?',
  confirmNo: 'In precedenza ha rifiutato: {}. Consentire ora?',
  confirmSignal:
    'Il segnale di opposizione (GPC) del Suo browser si oppone a: {}. Consentire comunque per questo negozio?',
  confirm: 'Sì, consenti',
  back: 'Indietro',
};
