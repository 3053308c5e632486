import type { PreferencesWords } from '../preferences-text.ts';
import type { Words } from '../text.ts';

export const locale = 'pt-BR';

export const words: Words = {
  dir: 'ltr',
  title: 'Seus dados, sua decisão',
  ask: '{} quer usar dados sobre a sua visita para estas finalidades, mas não antes do seu consentimento. Você pode mudar de ideia a qualquer momento.',
  tell: '{} usa dados sobre a sua visita para estas finalidades, a menos que você se oponha. Você pode mudar de ideia a qualquer momento.',
  privacy: 'Política de privacidade',
  accept: 'Aceitar tudo',
  reject: 'Rejeitar tudo',
  customise: 'Personalizar',
  ok: 'OK',
  optOut: 'Recusar',
  doNotSell: 'Não vender nem compartilhar',
  gpc: 'Sinal GPC respeitado',
  status: 'Solicitação de exclusão respeitada',
  saved: 'Sua escolha foi salva.',
  purposes: {
    preferences: ['Preferências', 'lembrar suas configurações'],
    analytics: ['Análise', 'entender como a loja é usada'],
    marketing: ['Marketing', 'mostrar ofertas adequadas a você'],
  },
};

export const preferences: PreferencesWords = {
  title: 'Suas opções de privacidade',
  intro: 'Decida para cada finalidade. A loja funciona do mesmo jeito, seja qual for a sua escolha.',
  close: 'Fechar',
  save: 'Salvar escolhas',
  withdraw: 'Retirar consentimento',
  always: 'Sempre ativo',
  necessary: 'Necessários',
  chosen: 'Sua escolha de {}.',
  allowed: 'Permitido: {}.',
  nothingAllowed: 'Nada está permitido.',
  signal: 'Desativado: seu navegador envia um sinal de recusa (GPC), e ele é respeitado.',
  signalCanYield:
    'Desativado: o sinal de recusa (GPC) do seu navegador é respeitado. Você pode abrir uma exceção para esta loja.',
  confirmTitle: 'Tem certeza?',
  confirmNo: 'Você recusou isto antes: {}. Permitir agora?',
  confirmSignal:
    'O sinal de recusa (GPC) do seu navegador se opõe a isto: {}. Permitir mesmo assim para esta loja?',
  confirm: 'Sim, permitir',
  back: 'Voltar',
};
