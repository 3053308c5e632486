import type { PreferencesWords } from '../preferences-text.ts';
import type { Words } from '../text.ts';

export const locale = 'zh-Hant';

export const words: Words = {
  dir: 'ltr',
  title: '您的資料，由您決定',
  ask: '{}希望將您的造訪資料用於下列目的，但在您同意之前不會使用。您可以隨時變更決定。',
  tell: '除非您拒絕，{}會將您的造訪資料用於下列目的。您可以隨時變更決定。',
  privacy: '隱私權政策',
  accept: '全部接受',
  reject: '全部拒絕',
  customise: '自訂',
  ok: '好',
  optOut: '選擇退出',
  doNotSell: '請勿出售或分享',
  gpc: '已遵循 GPC 訊號',
  status: '已遵循選擇退出要求',
  saved: '您的選擇已儲存。',
  purposes: {
    preferences: ['偏好設定', '記住您的設定'],
    analytics: ['分析', '瞭解商店的使用情形'],
    marketing: ['行銷', '顯示適合您的優惠'],
  },
};

export const preferences: PreferencesWords = {
  title: '您的隱私權選擇',
  intro: '請針對每個目的做出決定。無論您如何選擇，商店的功能都相同。',
  close: '關閉',
  save: '儲存選擇',
  withdraw: '撤回同意',
  always: '一律開啟',
  necessary: '必要',
  chosen: '您於{}做出的選擇。',
  allowed: '已允許：{}。',
  nothingAllowed: '未允許任何目的。',
  signal: '已關閉：您的瀏覽器傳送了選擇退出訊號（GPC），我們予以遵循。',
  signalCanYield: '已關閉：我們遵循您瀏覽器的選擇退出訊號（GPC）。您可以為本商店設定例外。',
  confirmTitle: '您確定嗎？',
  confirmNo: '您先前拒絕過：{}。現在要允許嗎？',
  confirmSignal: '您瀏覽器的選擇退出訊號（GPC）反對：{}。仍要為本商店允許嗎？',
  confirm: '是，允許',
  back: '返回',
};
