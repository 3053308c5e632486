import type { PreferencesWords } from '../preferences-text.ts';
import type { Words } from '../text.ts';

export const locale = 'es';

export const words: Words = {
  dir: 'ltr',
  title: 'Sus datos, su decisión',
  ask: '{} quiere utilizar datos sobre su visita para estos fines, pero no antes de que usted acepte. Puede cambiar de opinión en cualquier momento.',
  tell: '{} utiliza datos sobre su visita para estos fines, salvo que usted se oponga. Puede cambiar de opinión en cualquier momento.',
  privacy: 'Política de privacidad',
  accept: 'Aceptar todo',
  reject: 'Rechazar todo',
  customise: 'Personalizar',
  ok: 'Entendido',
  optOut: 'Oponerme',
  doNotSell: 'No vender ni compartir',
  gpc: 'Señal GPC respetada',
  status: 'Solicitud de exclusión respetada',
  saved: 'Su elección se ha guardado.',
  purposes: {
    preferences: ['Preferencias', 'recordar sus ajustes'],
    analytics: ['Analítica', 'saber cómo se usa la tienda'],
    marketing: ['Marketing', 'mostrar ofertas adecuadas para usted'],
  },
};

export const preferences: PreferencesWords = {
  title: 'Sus opciones de privacidad',
  intro: 'Decida para cada fin. La tienda funciona igual, elija lo que elija.',
  close: 'Cerrar',
  save: 'Guardar selección',
  withdraw: 'Retirar consentimiento',
  always: 'Siempre activo',
  necessary: 'Necesarias',
  chosen: 'Su elección del {}.',
  allowed: 'Permitido: {}.',
  nothingAllowed: 'No hay nada permitido.',
  signal: 'Desactivado: su navegador envía una señal de exclusión (GPC) y se respeta.',
  signalCanYield:
    'Desactivado: se respeta la señal de exclusión (GPC) de su navegador. Puede hacer una excepción para esta tienda.',
  confirmTitle: '¿Está seguro?',
  confirmNo: 'Antes rechazó esto: {}. ¿Permitirlo ahora?',
  confirmSignal:
    'La señal de exclusión (GPC) de su navegador se opone a esto: {}. ¿Permitirlo de todos modos en esta tienda?',
  confirm: 'Sí, permitir',
  back: 'Volver',
};
