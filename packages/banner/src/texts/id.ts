import type { PreferencesWords } from '../preferences-text.ts';
import type { Words } from '../text.ts';

export const locale = 'id';

export const words: Words = {
  dir: 'ltr',
  title: 'Data Anda, keputusan Anda',
  ask: '{} ingin menggunakan data kunjungan Anda untuk tujuan ini, tetapi tidak sebelum Anda menyetujuinya. Anda dapat berubah pikiran kapan saja.',
  tell: '{} menggunakan data kunjungan Anda untuk tujuan ini, kecuali jika Anda menolak. Anda dapat berubah pikiran kapan saja.',
  privacy: 'Kebijakan privasi',
  accept: 'Terima semua',
  reject: 'Tolak semua',
  customise: 'Sesuaikan',
  ok: 'OK',
  optOut: 'Menolak',
  doNotSell: 'Jangan jual atau bagikan',
  gpc: 'Sinyal GPC dipatuhi',
  status: 'Permintaan penolakan dipatuhi',
  saved: 'Pilihan Anda telah disimpan.',
  purposes: {
    preferences: ['Preferensi', 'mengingat setelan Anda'],
    analytics: ['Analitik', 'memahami cara toko digunakan'],
    marketing: ['Pemasaran', 'menampilkan penawaran yang sesuai'],
  },
};

export const preferences: PreferencesWords = {
  title: 'Pilihan privasi Anda',
  intro: 'Tentukan untuk setiap tujuan. Toko berfungsi sama apa pun pilihan Anda.',
  close: 'Tutup',
  save: 'Simpan pilihan',
  withdraw: 'Tarik persetujuan',
  always: 'Selalu aktif',
  necessary: 'Diperlukan',
  chosen: 'Pilihan Anda pada {}.',
  allowed: 'Diizinkan: {}.',
  nothingAllowed: 'Tidak ada yang diizinkan.',
  signal: 'Nonaktif: browser Anda mengirim sinyal penolakan (GPC), dan sinyal itu dipatuhi.',
  signalCanYield:
    'Nonaktif: sinyal penolakan (GPC) dari browser Anda dipatuhi. Anda dapat membuat pengecualian untuk toko ini.',
  confirmTitle: 'Apakah Anda yakin?',
  confirmNo: 'Sebelumnya Anda menolak ini: {}. Izinkan sekarang?',
  confirmSignal: 'Sinyal penolakan (GPC) dari browser Anda menolak ini: {}. Tetap izinkan untuk toko ini?',
  confirm: 'Ya, izinkan',
  back: 'Kembali',
};
