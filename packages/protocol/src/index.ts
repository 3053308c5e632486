export { DESTINATIONS, type Destination, normaliseEmail, normalisePhone } from './address.ts';
export { type Amounts, amountsOf, changeAmounts } from './amounts.ts';
export { carryOver } from './carry.ts';
export { type Choice, METHODS, type Method, saidAt, type Word, wordOn } from './choice.ts';
export { cleanPath, cleanReferrer, cleanText, cleanUrl } from './clean.ts';
export { cleanProp } from './clean-prop.ts';
export type { ConsentPort, ConsentState, Deed, MyData, SeenCheckpoint, Shown } from './consent-port.ts';
export {
  cookieDays,
  cookieName,
  formatCookie,
  hash32,
  isSubject,
  type Memory,
  parseCookie,
  purposeTag,
} from './cookie.ts';
export { type DecideInput, type Decision, decide, type Reason } from './decide.ts';
export {
  EVENTS,
  ITEM,
  type ItemFields,
  isEventName,
  isUuid,
  type Kind,
  type Page,
  type Props,
  type SaysoEvent,
  type Vocabulary,
} from './event.ts';
export { fillPolicy, type PublishedFields } from './fill-policy.ts';
export { currencyDigits, fromMinor, roundMoney, toMinor } from './money.ts';
export { nearest } from './nearest.ts';
export { parsePolicy } from './parse-policy.ts';
export type { PolicyError } from './parse-policy-reader.ts';
export { type EventProps, parsePage, parseProps } from './parse-props.ts';
export {
  type BrowserPolicy,
  type CaptureRules,
  type ComingChange,
  type Connections,
  isSeparate,
  type ListedCookie,
  markSeparate,
  optional,
  type PolicyDetails,
  type PolicyDocument,
  type PolicyRules,
  type PolicyTexts,
  type PromiseRule,
  type Purpose,
  type PurposeText,
  purposeOf,
  type Recipient,
  type Retention,
  type Selectors,
} from './policy.ts';
export {
  type EventsAnswer,
  type EventsRequest,
  RECEIPT_TYP,
  type ReceiptAnswer,
  type ReceiptPayload,
  type ReceiptRequest,
  type Ui,
} from './receipt.ts';
export {
  asStrict,
  type Place,
  parseRegion,
  placeOf,
  type Regime,
  type RegionSource,
  regimeOf,
  regionOf,
} from './regime.ts';
export { either, gpcProperty, headerIsOn, objects, type Signals } from './signals.ts';
export { DAY, toDay, toMs, toTime } from './time.ts';
export { LIMITS, PROBLEMS, type ProblemCode, paths, REFUSALS, type Refusal } from './wire.ts';
