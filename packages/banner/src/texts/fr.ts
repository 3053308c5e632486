import type { PreferencesWords } from '../preferences-text.ts';
import type { Words } from '../text.ts';

export const locale = 'fr';

export const words: Words = {
  dir: 'ltr',
  title: 'Vos données, votre choix',
  ask: '{} souhaite utiliser des données sur votre visite à ces fins, mais pas avant votre accord. Vous pouvez changer d’avis à tout moment.',
  tell: '{} utilise des données sur votre visite à ces fins, sauf si vous vous y opposez. Vous pouvez changer d’avis à tout moment.',
  privacy: 'Politique de confidentialité',
  accept: 'Tout accepter',
  reject: 'Tout refuser',
  customise: 'Personnaliser',
  ok: 'OK',
  optOut: 'S’opposer',
  doNotSell: 'Ne pas vendre ni partager',
  gpc: 'Signal GPC respecté',
  status: 'Demande d’opposition respectée',
  saved: 'Votre choix est enregistré.',
  purposes: {
    preferences: ['Préférences', 'mémoriser vos réglages'],
    analytics: ['Mesure d’audience', 'comprendre l’usage de la boutique'],
    marketing: ['Marketing', 'montrer des offres qui vous conviennent'],
  },
};

export const preferences: PreferencesWords = {
  title: 'Vos choix de confidentialité',
  intro: 'Décidez pour chaque finalité. La boutique fonctionne de la même façon, quel que soit votre choix.',
  close: 'Fermer',
  save: 'Enregistrer mes choix',
  withdraw: 'Retirer mon consentement',
  always: 'Toujours actif',
  necessary: 'Nécessaires',
  chosen: 'Votre choix du {}.',
  allowed: 'Autorisé : {}.',
  nothingAllowed: 'Rien n’est autorisé.',
  signal: 'Désactivé : votre navigateur envoie un signal d’opposition (GPC), et il est respecté.',
  signalCanYield:
    'Désactivé : le signal d’opposition (GPC) de votre navigateur est respecté. Vous pouvez faire une exception pour cette boutique.',
  confirmTitle: 'Confirmez-vous ce choix ?',
  confirmNo: 'Vous avez refusé ceci auparavant : {}. L’autoriser maintenant ?',
  confirmSignal:
    'Le signal d’opposition (GPC) de votre navigateur s’oppose à ceci : {}. L’autoriser tout de même pour cette boutique ?',
  confirm: 'Oui, autoriser',
  back: 'Retour',
};
