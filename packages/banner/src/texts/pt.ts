import type { PreferencesWords } from '../preferences-text.ts';
import type { Words } from '../text.ts';

export const locale = 'pt';

export const words: Words = {
  dir: 'ltr',
  title: 'Os seus dados, a sua decisão',
  ask: '{} pretende utilizar dados sobre a sua visita para estas finalidades, mas não antes do seu consentimento. Pode mudar de ideias a qualquer momento.',
  tell: '{} utiliza dados sobre a sua visita para estas finalidades, salvo se se opuser. Pode mudar de ideias a qualquer momento.',
  privacy: 'Política de privacidade',
  accept: 'Aceitar tudo',
  reject: 'Rejeitar tudo',
  customise: 'Personalizar',
  ok: 'OK',
  optOut: 'Opor-me',
  doNotSell: 'Não vender nem partilhar',
  gpc: 'Sinal GPC respeitado',
  status: 'Pedido de exclusão respeitado',
  saved: 'A sua escolha foi guardada.',
  purposes: {
    preferences: ['Preferências', 'memorizar as suas definições'],
    analytics: ['Análise', 'saber como a loja é utilizada'],
    marketing: ['Marketing', 'mostrar ofertas adequadas a si'],
  },
};

export const preferences: PreferencesWords = {
  title: 'As suas opções de privacidade',
  intro: 'Decida para cada finalidade. A loja funciona da mesma forma, seja qual for a sua escolha.',
  close: 'Fechar',
  save: 'Guardar escolhas',
  withdraw: 'Retirar consentimento',
  always: 'Sempre ativo',
  necessary: 'Necessários',
  chosen: 'A sua escolha de {}.',
  allowed: 'Permitido: {}.',
  nothingAllowed: 'Nada é permitido.',
  signal: 'Desativado: o seu navegador envia um sinal de exclusão (GPC), que é respeitado.',
  signalCanYield:
    'Desativado: o sinal de exclusão (GPC) do seu navegador é respeitado. Pode abrir uma exceção para esta loja.',
  confirmTitle: 'Tem a certeza?',
  confirmNo: 'Anteriormente rejeitou: {}. Permitir agora?',
  confirmSignal:
    'O sinal de exclusão (GPC) do seu navegador opõe-se a: {}. Permitir mesmo assim para esta loja?',
  confirm: 'Sim, permitir',
  back: 'Voltar',
};
