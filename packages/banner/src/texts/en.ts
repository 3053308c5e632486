import type { PreferencesWords } from '../preferences-text.ts';
import type { Words } from '../text.ts';

export const locale = 'en';

export const words: Words = {
  dir: 'ltr',
  title: 'Your data, your say',
  ask: '{} would like to use data about your visit for these purposes, but not before you say yes. You can change your mind at any time.',
  tell: '{} uses data about your visit for these purposes, unless you opt out. You can change your mind at any time.',
  privacy: 'Privacy policy',
  accept: 'Accept all',
  reject: 'Reject all',
  customise: 'Customise',
  ok: 'OK',
  optOut: 'Opt out',
  doNotSell: 'Do not sell or share',
  gpc: 'GPC signal honoured',
  status: 'Opt-Out Request Honored',
  saved: 'Your choice is saved.',
  purposes: {
    preferences: ['Preferences', 'remember your settings'],
    analytics: ['Analytics', 'learn how the store is used'],
    marketing: ['Marketing', 'show offers that fit you'],
  },
};

export const preferences: PreferencesWords = {
  title: 'Your privacy choices',
  intro: 'Decide for each purpose. The store works the same whatever you choose.',
  close: 'Close',
  save: 'Save choices',
  withdraw: 'Withdraw consent',
  always: 'Always on',
  necessary: 'Necessary',
  chosen: 'Your choice of {}.',
  allowed: 'Allowed: {}.',
  nothingAllowed: 'Nothing is allowed.',
  signal: 'Off: your browser sends an opt-out signal (GPC), and it is honoured.',
  signalCanYield:
    'Off: your browser’s opt-out signal (GPC) is honoured. You can make an exception for this store.',
  confirmTitle: 'Are you sure?',
  confirmNo: 'You said no to this before: {}. Allow it now?',
  confirmSignal:
    'Your browser’s opt-out signal (GPC) objects to this: {}. Allow it for this store all the same?',
  confirm: 'Yes, allow',
  back: 'Back',
};
