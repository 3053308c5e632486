import type { Regime } from './regime.ts';

/** What data is used for. Consent is per purpose. */
export interface Purpose {
  id: string;
  /** Needed for the store to work: never asked, always allowed, no behavioural event. */
  always?: boolean;
  /** An objecting signal (Global Privacy Control) denies it. */
  gpc?: boolean;
  /** Opt-in in every region. */
  sensitive?: boolean;
  /** Asked for apart from the others, under a heading of its own. Some ids always are: see `isSeparate`. */
  separate?: boolean;
  /** The event names that are captured for it. */
  events?: string[];
  retentionDays?: number;
  /** Cookies that belong to it: removed where it is denied. */
  cookies?: (string | ListedCookie)[];
  /** Names in localStorage, sessionStorage and IndexedDB that belong to it, likewise. */
  storage?: string[];
  /** Hosts that its third-party code asks, each with its subdomains. */
  hosts?: string[];
  recipients?: Recipient[];
}

/** A cookie that says where it is; a `*` at the end of `name` stands for any rest. */
export interface ListedCookie {
  name: string;
  domain?: string;
  path?: string;
  /** For how many days it stays; 0 until the browser is closed. */
  days?: number;
}

/** Who else receives the data of a purpose. */
export interface Recipient {
  name: string;
  /** Where the recipient answers questions. */
  contact?: string;
  country?: string;
  /** When and by what way the data gets there. */
  how?: string;
  items?: string[];
  transferBasis?: string;
  policyUrl?: string;
}

/** The part of a policy that `decide` reads. */
export interface PolicyRules {
  version: number;
  /** The newest version that changed materially: an older yes must be asked again. */
  materialSince: number;
  purposes: Purpose[];
  /** Region, or `default`, to regime. */
  regimes: Record<string, Regime>;
  /** For how many days a yes holds, and after how many a no may be asked again. */
  ask: { grantedDays: number; refusedDays: number };
  /** Which preferences of the browser are heeded. */
  signals: { gpc: boolean; dnt: boolean; gpcOverride: boolean };
}

/** What a purpose is called, in one language. Plain text. */
export interface PurposeText {
  name: string;
  description?: string;
  /** How to say no, and what that means. */
  refusal?: string;
}

/** A site's own words, in one language. What is left out is said in Sayso's. */
export interface PolicyTexts {
  title?: string;
  body?: string;
  purposes?: Record<string, PurposeText>;
}

/** A promise: a sentence of the privacy policy, with the check that shows it true. */
export interface PromiseRule {
  id: string;
  text: Record<string, string>;
  check: { kind: string; [field: string]: unknown };
}

/** The policy document, contract section 4, with its defaults filled in. */
export interface PolicyDocument extends Omit<PolicyRules, 'version' | 'materialSince'> {
  controller: { name: string; contact: string; privacyPolicyUrl: string };
  region: { trustPage: boolean };
  capture: CaptureRules;
  api: { allowed: boolean; reason?: string };
  cookieDomain?: string;
  /** A withdrawal loads the page anew: the only way to stop third-party code that runs. */
  reloadOnWithdraw?: boolean;
  connections?: Connections;
  eventProps: Record<string, Record<string, string>>;
  retention: Retention;
  notice: { materialChangeDays: number };
  texts: Record<string, PolicyTexts>;
  promises: PromiseRule[];
}

/** Where events come from, and what the sources have to be told. */
export interface CaptureRules {
  hold: boolean;
  sources: string[];
  /** A fragment that begins with `#/` or `#!/` counts as the end of the path. */
  hashRoutes?: boolean;
  /** Query parameters of results pages that hold what was searched for. */
  searchParams?: string[];
  selectors?: Selectors;
  /** Of which share of visitors an event is captured: its name to more than 0, at most 1. Of all, where it is left out. */
  sample?: Record<string, number>;
}

/** Where a theme shows what it says of a product: CSS selectors, each with ` @attribute` at its end or for the text. */
export interface Selectors {
  /** What one product is inside of, all of the following too but the cart's count. */
  product: string;
  id: string;
  name?: string;
  variant?: string;
  brand?: string;
  category?: string;
  price?: string;
  /** An ISO 4217 code, or where the page has one. */
  currency?: string;
  /** How its prices are written, if not as in the page's language. */
  locale?: string;
  addToCart?: string;
  /** A part of the address, path and query, of the request that puts something into the cart. */
  cartRequest?: string;
  cartCount?: string;
}

/** Of each of a tool's own fields: the purposes that all have to be allowed for it. */
type Mapped<Field extends string> = { purposes?: Partial<Record<Field, string[]>> };

/** The tools that a page tells of the choice, each with a file of its own; `true` where nothing is to be set. */
export interface Connections {
  google?:
    | true
    | (Mapped<
        | 'ad_storage'
        | 'ad_user_data'
        | 'ad_personalization'
        | 'analytics_storage'
        | 'functionality_storage'
        | 'personalization_storage'
      > & {
        /** For how many milliseconds Google's tags wait for the first update; 500 if left out. */
        waitForUpdate?: number;
        /** Where the default holds (ISO 3166-2). Elsewhere Google's tags begin as granted; left out, it holds everywhere. */
        regions?: string[];
        /** Click ids go on in the addresses of links while ad storage is denied. Off if left out. */
        urlPassthrough?: boolean;
        /** Ad click ids are left out of what is sent while ad storage is denied. On if left out. */
        adsDataRedaction?: boolean;
      });
  shopify?: true | Mapped<'analytics' | 'marketing' | 'preferences' | 'sale_of_data'>;
  wp?: true | Mapped<'preferences' | 'statistics-anonymous' | 'statistics' | 'marketing'>;
  meta?: true | Mapped<'consent'>;
  uet?: true | Mapped<'ad_storage'>;
  clarity?: true | Mapped<'ad_Storage' | 'analytics_Storage'>;
  gpp?:
    | true
    | (Mapped<'SaleOptOut' | 'SharingOptOut' | 'TargetedAdvertisingOptOut'> & {
        /** The id of a consent tool that is registered with the IAB; 1, nobody's, if left out. */
        cmpId?: number;
        /** The mode of a signatory of the IAB's Multi-State Privacy Agreement. Left out, it does not apply. */
        mspa?: 'opt-out' | 'service-provider';
      });
  dataLayer?: true;
}

/** How long each class of record is kept. */
export interface Retention {
  receiptsYears: number;
  refusalMonths: number;
  accessLogDays: number;
  auditYears: number;
  aggregateYears: number;
  backupDays: number;
  graceDays: number;
  keepReceiptsAfterErasure: boolean;
}

/** A material change that was published ahead: the version, and when it takes effect (RFC 3339). */
export interface ComingChange {
  version: number;
  effectiveAt: string;
}

/** What a page needs of the current policy: the rules, the words, nothing about storage or promises. */
export interface BrowserPolicy extends PolicyRules {
  site: string;
  controller: PolicyDocument['controller'];
  region: PolicyDocument['region'];
  capture: PolicyDocument['capture'];
  texts: PolicyDocument['texts'];
  api?: PolicyDocument['api'];
  reloadOnWithdraw?: boolean;
  connections?: Connections;
  coming?: ComingChange;
}

/** The same version with what only the second layer says: recipients, times, and words that a law gives. */
export interface PolicyDetails extends BrowserPolicy {
  publishedAt: string;
  effectiveAt: string;
  /** By region: literal words, by their id. Empty where the policy's regimes need none. */
  law: Record<string, Record<string, string>>;
}

/** Consents that South Korea's law wants apart from all others (PIPA 17(2), 22(1), 28-8(2), 37-2). */
const SEPARATE = ['overseas-transfer', 'third-party-provision', 'profiling'];

/** Whether a purpose is asked for apart, by its id or because the policy says so. */
export const isSeparate = ({ id, separate }: Purpose): boolean => separate || SEPARATE.includes(id);

/** The purposes, with those that are asked for apart marked: a page need not know their ids. */
export const markSeparate = (purposes: readonly Purpose[]): Purpose[] =>
  purposes.map((purpose) => (isSeparate(purpose) ? { ...purpose, separate: true } : purpose));

/** A purpose that a visitor decides on. */
export const optional = (purposes: readonly Purpose[]): Purpose[] => purposes.filter((p) => !p.always);

/** The purpose that an event name belongs to, if any. */
export const purposeOf = (purposes: readonly Purpose[], event: string): Purpose | undefined =>
  purposes.find((p) => p.events?.includes(event));
