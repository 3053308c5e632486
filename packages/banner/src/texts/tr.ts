import type { PreferencesWords } from '../preferences-text.ts';
import type { Words } from '../text.ts';

export const locale = 'tr';

export const words: Words = {
  dir: 'ltr',
  title: 'Verileriniz, sizin kararınız',
  ask: '{} ziyaretinizle ilgili verileri bu amaçlarla kullanmak istiyor, ancak siz onay vermeden önce değil. Kararınızı istediğiniz zaman değiştirebilirsiniz.',
  tell: '{} siz itiraz etmedikçe ziyaretinizle ilgili verileri bu amaçlarla kullanır. Kararınızı istediğiniz zaman değiştirebilirsiniz.',
  privacy: 'Gizlilik politikası',
  accept: 'Tümünü kabul et',
  reject: 'Tümünü reddet',
  customise: 'Özelleştir',
  ok: 'Tamam',
  optOut: 'İtiraz et',
  doNotSell: 'Satma ve paylaşma',
  gpc: 'GPC sinyaline uyuldu',
  status: 'Vazgeçme talebine uyuldu',
  saved: 'Seçiminiz kaydedildi.',
  purposes: {
    preferences: ['Tercihler', 'ayarlarınızı hatırlamak'],
    analytics: ['Analiz', 'mağazanın nasıl kullanıldığını anlamak'],
    marketing: ['Pazarlama', 'size uygun teklifler göstermek'],
  },
};

export const preferences: PreferencesWords = {
  title: 'Gizlilik seçimleriniz',
  intro: 'Her amaç için ayrı karar verin. Ne seçerseniz seçin, mağaza aynı şekilde çalışır.',
  close: 'Kapat',
  save: 'Seçimleri kaydet',
  withdraw: 'Onayı geri çek',
  always: 'Her zaman açık',
  necessary: 'Gerekli',
  chosen: 'Seçiminizin tarihi: {}.',
  allowed: 'İzin verilen: {}.',
  nothingAllowed: 'Hiçbir şeye izin verilmedi.',
  signal: 'Kapalı: tarayıcınız bir vazgeçme sinyali (GPC) gönderiyor ve buna uyuluyor.',
  signalCanYield:
    'Kapalı: tarayıcınızın vazgeçme sinyaline (GPC) uyuluyor. Bu mağaza için istisna yapabilirsiniz.',
  confirmTitle: 'Emin misiniz?',
  confirmNo: 'Buna daha önce hayır dediniz: {}. Şimdi izin verilsin mi?',
  confirmSignal:
    'Tarayıcınızın vazgeçme sinyali (GPC) buna itiraz ediyor: {}. Bu mağaza için yine de izin verilsin mi?',
  confirm: 'Evet, izin ver',
  back: 'Geri',
};
