import type { PreferencesWords } from '../preferences-text.ts';
import type { Words } from '../text.ts';

export const locale = 'ja';

export const words: Words = {
  dir: 'ltr',
  title: 'お客様のデータ、お客様の選択',
  ask: '{}は、ご訪問に関するデータを以下の目的で利用したいと考えています。同意いただくまで利用しません。選択はいつでも変更できます。',
  tell: '{}は、お客様が拒否されない限り、ご訪問に関するデータを以下の目的で利用します。選択はいつでも変更できます。',
  privacy: 'プライバシーポリシー',
  accept: 'すべて同意する',
  reject: 'すべて拒否する',
  customise: '個別に選択する',
  ok: 'OK',
  optOut: '拒否する',
  doNotSell: '販売・共有しない',
  gpc: 'GPC信号を尊重しています',
  status: 'オプトアウト要求を尊重しています',
  saved: '選択内容を保存しました。',
  purposes: {
    preferences: ['環境設定', 'お客様の設定を記憶'],
    analytics: ['分析', 'ストアの利用状況を把握'],
    marketing: ['マーケティング', 'お客様に合った特典を表示'],
  },
};

export const preferences: PreferencesWords = {
  title: 'プライバシーの選択',
  intro: '目的ごとにお選びください。どのような選択でもストアは同じようにご利用いただけます。',
  close: '閉じる',
  save: '選択を保存',
  withdraw: '同意を撤回',
  always: '常に有効',
  necessary: '必須',
  chosen: '{}の選択。',
  allowed: '許可：{}。',
  nothingAllowed: '許可されているものはありません。',
  signal: 'オフ：ブラウザーがオプトアウト信号（GPC）を送信しており、尊重しています。',
  signalCanYield:
    'オフ：ブラウザーのオプトアウト信号（GPC）を尊重しています。このストアに限り例外を設けることができます。',
  confirmTitle: 'よろしいですか？',
  confirmNo: '以前に拒否されたものです：{}。今回は許可しますか？',
  confirmSignal: 'ブラウザーのオプトアウト信号（GPC）の対象です：{}。このストアに限り許可しますか？',
  confirm: 'はい、許可する',
  back: '戻る',
};
