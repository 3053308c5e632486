import type { PreferencesWords } from '../preferences-text.ts';
import type { Words } from '../text.ts';

export const locale = 'pl';

export const words: Words = {
  dir: 'ltr',
  title: 'Twoje dane, Twoja decyzja',
  ask: '{} chce wykorzystywać dane o Twojej wizycie w tych celach, ale dopiero po Twojej zgodzie. Decyzję możesz zmienić w dowolnym momencie.',
  tell: '{} wykorzystuje dane o Twojej wizycie w tych celach, chyba że wyrazisz sprzeciw. Decyzję możesz zmienić w dowolnym momencie.',
  privacy: 'Polityka prywatności',
  accept: 'Akceptuj wszystkie',
  reject: 'Odrzuć wszystkie',
  customise: 'Dostosuj',
  ok: 'OK',
  optOut: 'Sprzeciw',
  doNotSell: 'Nie sprzedawaj i nie udostępniaj',
  gpc: 'Sygnał GPC uwzględniony',
  status: 'Żądanie rezygnacji uwzględnione',
  saved: 'Twój wybór został zapisany.',
  purposes: {
    preferences: ['Preferencje', 'zapamiętanie Twoich ustawień'],
    analytics: ['Analityka', 'poznanie, jak używany jest sklep'],
    marketing: ['Marketing', 'pokazywanie dopasowanych ofert'],
  },
};

export const preferences: PreferencesWords = {
  title: 'Twoje wybory prywatności',
  intro: 'Zdecyduj o każdym celu. Sklep działa tak samo, niezależnie od wyboru.',
  close: 'Zamknij',
  save: 'Zapisz wybór',
  withdraw: 'Wycofaj zgodę',
  always: 'Zawsze włączone',
  necessary: 'Niezbędne',
  chosen: 'Twój wybór: {}.',
  allowed: 'Dozwolone: {}.',
  nothingAllowed: 'Nic nie jest dozwolone.',
  signal: 'Wyłączone: Twoja przeglądarka wysyła sygnał sprzeciwu (GPC) i jest on uwzględniany.',
  signalCanYield:
    'Wyłączone: sygnał sprzeciwu (GPC) Twojej przeglądarki jest uwzględniany. Możesz zrobić wyjątek dla tego sklepu.',
  confirmTitle: 'Czy na pewno?',
  confirmNo: 'Wcześniej odmówiono zgody na: {}. Zezwolić teraz?',
  confirmSignal: 'Sygnał sprzeciwu (GPC) Twojej przeglądarki dotyczy: {}. Mimo to zezwolić dla tego sklepu?',
  confirm: 'Tak, zezwól',
  back: 'Wstecz',
};
