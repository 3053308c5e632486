import type { PreferencesWords } from '../preferences-text.ts';
import type { Words } from '../text.ts';

export const locale = 'he';

export const words: Words = {
  dir: 'rtl',
  title: 'הנתונים שלך, ההחלטה שלך',
  ask: '{} מבקש להשתמש בנתונים על הביקור שלך למטרות אלה, אך לא לפני קבלת הסכמתך. אפשר לשנות את ההחלטה בכל עת.',
  tell: '{} משתמש בנתונים על הביקור שלך למטרות אלה, אלא אם תבוטא התנגדות. אפשר לשנות את ההחלטה בכל עת.',
  privacy: 'מדיניות פרטיות',
  accept: 'אישור הכול',
  reject: 'דחיית הכול',
  customise: 'התאמה אישית',
  ok: 'הבנתי',
  optOut: 'התנגדות',
  doNotSell: 'לא למכור או לשתף',
  gpc: 'אות GPC כובד',
  status: 'בקשת הסירוב כובדה',
  saved: 'הבחירה שלך נשמרה.',
  purposes: {
    preferences: ['העדפות', 'לזכור את ההגדרות שלך'],
    analytics: ['ניתוח נתונים', 'להבין כיצד משתמשים בחנות'],
    marketing: ['שיווק', 'להציג הצעות שמתאימות לך'],
  },
};

export const preferences: PreferencesWords = {
  title: 'בחירות הפרטיות שלך',
  intro: 'יש להחליט לגבי כל מטרה. החנות פועלת באותו אופן בכל בחירה.',
  close: 'סגירה',
  save: 'שמירת הבחירות',
  withdraw: 'ביטול ההסכמה',
  always: 'פעיל תמיד',
  necessary: 'הכרחי',
  chosen: 'הבחירה שלך מיום {}.',
  allowed: 'מותר: {}.',
  nothingAllowed: 'דבר אינו מותר.',
  signal: 'כבוי: הדפדפן שלך שולח אות סירוב (GPC), והוא מכובד.',
  signalCanYield: 'כבוי: אות הסירוב (GPC) של הדפדפן שלך מכובד. אפשר לאשר חריגה עבור חנות זו.',
  confirmTitle: 'האם ההחלטה סופית?',
  confirmNo: 'בעבר נדחה: {}. לאפשר כעת?',
  confirmSignal: 'אות הסירוב (GPC) של הדפדפן שלך מתנגד ל: {}. לאפשר בכל זאת עבור חנות זו?',
  confirm: 'כן, לאפשר',
  back: 'חזרה',
};
