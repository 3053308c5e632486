import type { PreferencesWords } from '../preferences-text.ts';
import type { Words } from '../text.ts';

export const locale = 'zh-Hans';

export const words: Words = {
  dir: 'ltr',
  title: '您的数据，由您决定',
  ask: '{}希望将您的访问数据用于以下目的，但在您同意之前不会使用。您可以随时更改决定。',
  tell: '除非您拒绝，{}会将您的访问数据用于以下目的。您可以随时更改决定。',
  privacy: '隐私政策',
  accept: '全部接受',
  reject: '全部拒绝',
  customise: '自定义',
  ok: '好的',
  optOut: '选择退出',
  doNotSell: '请勿出售或共享',
  gpc: '已遵从 GPC 信号',
  status: '已遵从选择退出请求',
  saved: '您的选择已保存。',
  purposes: {
    preferences: ['偏好', '记住您的设置'],
    analytics: ['分析', '了解商店的使用情况'],
    marketing: ['营销', '展示适合您的优惠'],
  },
};

export const preferences: PreferencesWords = {
  title: '您的隐私选择',
  intro: '请就每个目的作出决定。无论您如何选择，商店的功能都一样。',
  close: '关闭',
  save: '保存选择',
  withdraw: '撤回同意',
  always: '始终开启',
  necessary: '必要',
  chosen: '您在{}作出的选择。',
  allowed: '已允许：{}。',
  nothingAllowed: '未允许任何目的。',
  signal: '已关闭：您的浏览器发送了选择退出信号（GPC），我们予以遵从。',
  signalCanYield: '已关闭：我们遵从您浏览器的选择退出信号（GPC）。您可以为本商店设置例外。',
  confirmTitle: '您确定吗？',
  confirmNo: '您之前拒绝过：{}。现在允许吗？',
  confirmSignal: '您浏览器的选择退出信号（GPC）反对：{}。仍要为本商店允许吗？',
  confirm: '是，允许',
  back: '返回',
};
