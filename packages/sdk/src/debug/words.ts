/** Each reason in a sentence, for whoever asks why an event went or did not. The collector's own are told as they came. */
const SENTENCES: Record<string, string> = {
  always: 'The store needs it to work, so nobody is asked.',
  granted: 'The visitor said yes.',
  default: 'Nothing was said, and the law of the region starts from allowed.',
  'over-gpc': 'The visitor confirmed it against the privacy signal of the browser.',
  denied: 'The visitor said no.',
  'no-choice': 'Nothing was said yet, and the law of the region starts from denied.',
  gpc: 'The browser sends a privacy signal that the policy heeds for this purpose.',
  minor: 'The visitor is a minor.',
  outdated: 'The yes was for a version from before a material change: the visitor is asked again.',
  expired: 'The yes is too old: the visitor is asked again.',
  'no-receipt': 'No receipt covers it: the visitor is not known yet, or no longer.',
  'unknown-event': 'No purpose of the policy names it under "events".',
  invalid: 'Its name or a property is not of the right form, or it is too large.',
  'before-send': 'beforeSend dropped it.',
  sampled: 'The policy’s capture.sample leaves this visitor out.',
  'too-many': 'Too many clicks in a row: these were not captured.',
  'queue-full': 'More waits than fits: the oldest went.',
  'too-old': 'It has waited for 7 days.',
  csp: 'The content security policy of this page forbids the collector (connect-src): what is captured waits for a page that may send it.',
  'no-storage': 'This browser keeps nothing on its disk: what is not sent before the page is left is lost.',
};

export const sentence = (reason: string): string =>
  Object.hasOwn(SENTENCES, reason) ? `${SENTENCES[reason]}` : 'The collector refused it.';
