import type { PreferencesWords } from '../preferences-text.ts';
import type { Words } from '../text.ts';

export const locale = 'ar';

export const words: Words = {
  dir: 'rtl',
  title: 'بياناتك، قرارك',
  ask: 'يرغب {} في استخدام بيانات عن زيارتك لهذه الأغراض، ولكن ليس قبل موافقتك. يمكنك تغيير قرارك في أي وقت.',
  tell: 'يستخدم {} بيانات عن زيارتك لهذه الأغراض ما لم تعترض. يمكنك تغيير قرارك في أي وقت.',
  privacy: 'سياسة الخصوصية',
  accept: 'قبول الكل',
  reject: 'رفض الكل',
  customise: 'تخصيص',
  ok: 'حسنًا',
  optOut: 'اعتراض',
  doNotSell: 'عدم البيع أو المشاركة',
  gpc: 'تم احترام إشارة GPC',
  status: 'تم احترام طلب الرفض',
  saved: 'تم حفظ اختيارك.',
  purposes: {
    preferences: ['التفضيلات', 'تذكّر إعداداتك'],
    analytics: ['التحليلات', 'معرفة كيفية استخدام المتجر'],
    marketing: ['التسويق', 'عرض ما يناسبك من العروض'],
  },
};

export const preferences: PreferencesWords = {
  title: 'خيارات الخصوصية الخاصة بك',
  intro: 'اتخذ قرارك بشأن كل غرض. يعمل المتجر بالطريقة نفسها مهما كان اختيارك.',
  close: 'إغلاق',
  save: 'حفظ الاختيارات',
  withdraw: 'سحب الموافقة',
  always: 'مفعّل دائمًا',
  necessary: 'ضروري',
  chosen: 'اختيارك بتاريخ {}.',
  allowed: 'المسموح به: {}.',
  nothingAllowed: 'لا شيء مسموح به.',
  signal: 'متوقف: يرسل متصفحك إشارة رفض (GPC)، ويتم احترامها.',
  signalCanYield: 'متوقف: يتم احترام إشارة الرفض (GPC) من متصفحك. يمكنك إجراء استثناء لهذا المتجر.',
  confirmTitle: 'هل أنت متأكد؟',
  confirmNo: 'سبق أن رفضت هذا: {}. هل تريد السماح به الآن؟',
  confirmSignal: 'إشارة الرفض (GPC) من متصفحك تعترض على: {}. هل تريد السماح به لهذا المتجر رغم ذلك؟',
  confirm: 'نعم، سماح',
  back: 'رجوع',
};
