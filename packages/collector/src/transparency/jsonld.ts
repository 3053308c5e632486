import type { ReceiptPayload } from '@sayso/protocol';

/** IRIs of the Data Privacy Vocabulary (W3C DPV 2), of Dublin Core, and of XML Schema's types. */
const CONTEXT = {
  dpv: 'https://w3id.org/dpv#',
  loc: 'https://w3id.org/dpv/loc#',
  dct: 'http://purl.org/dc/terms/',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
  sayso: 'urn:sayso:receipt#',
} as const;

/** The profile of ISO/IEC TS 27560:2023 in DPV. */
const PROFILE = 'https://w3id.org/dpv/schema/dpv-27560#receipt-record';

/** Purposes that everybody knows, by what DPV calls them; any other is a purpose of the site's own. */
const PURPOSES: Readonly<Record<string, string>> = {
  necessary: 'dpv:ServiceProvision',
  preferences: 'dpv:ServicePersonalisation',
  analytics: 'dpv:ServiceUsageAnalytics',
  marketing: 'dpv:Marketing',
};

/**
 * A receipt as JSON-LD in terms of the W3C Data Privacy Vocabulary, by the fields of ISO/IEC TS 27560:2023
 * (docs/receipts.md has the table). What DPV has no word for keeps our name; nothing is left out. `jws`: what it
 * was read from, the only thing that is signed.
 */
export function jsonLdOf(payload: ReceiptPayload, jws: string): Record<string, unknown> {
  const { site, id, iss, sub, at, receivedAt, locale, region, purposes, access, ...rest } = payload;
  const { policyHash, policyVersion, prev, ...own } = rest;
  const iri = (local: string): { '@id': string } => ({ '@id': local });
  return {
    '@context': CONTEXT,
    '@type': 'dpv:ConsentReceipt',
    '@id': `urn:uuid:${id}`,
    'dct:identifier': id,
    'dct:conformsTo': iri(PROFILE),
    'dct:issued': time(receivedAt),
    ...(locale === null ? {} : { 'dct:language': locale }),
    ...(region === null ? {} : { 'dpv:hasJurisdiction': iri(`loc:${region}`) }),
    'dpv:hasDataController': { '@type': 'dpv:DataController', 'dct:identifier': site, 'dpv:hasContact': iss },
    'dpv:hasDataSubject': {
      '@type': 'dpv:DataSubject',
      ...(sub === null ? {} : { 'dct:identifier': sub }),
    },
    'dpv:hasNotice': {
      '@type': 'dpv:PrivacyNotice',
      '@id': access.policy,
      'dct:hasVersion': policyVersion,
      'sayso:policyHash': policyHash,
    },
    'dpv:hasProcess': Object.entries(purposes).map(([purpose, word]) => ({
      '@type': 'dpv:Process',
      'dpv:hasPurpose': iri(PURPOSES[purpose] ?? `${access.policy}#${purpose}`),
      'dct:identifier': purpose,
      'dpv:hasLegalBasis': iri(payload.basis === 'no-objection' ? 'dpv:LegalBasis' : 'dpv:Consent'),
      'dpv:hasConsentStatus': {
        ...iri(stateOf(word, payload)),
        'dpv:isIndicatedAtTime': time(at),
        'dpv:isIndicatedBy': iri('dpv:DataSubject'),
      },
    })),
    'dpv:hasConsentControl': [
      { '@type': 'dpv:WithdrawConsent', '@id': access.optOut },
      { '@type': 'dpv:ObtainConsentRecord', '@id': access.me },
    ],
    'dpv:hasRight': { '@type': 'dpv:DataSubjectRight', '@id': access.me },
    ...(prev === undefined ? {} : { 'dct:replaces': prev }),
    ...Object.fromEntries(Object.entries(own).map(([name, value]) => [`sayso:${name}`, value])),
    'sayso:jws': jws,
  };
}

const time = (value: string): { '@type': string; '@value': string } => ({
  '@type': 'xsd:dateTime',
  '@value': value,
});

/** What a word is called in DPV. The law's default is no consent at all, so it is none of its states. */
function stateOf(word: 'granted' | 'denied', { basis, method }: ReceiptPayload): string {
  if (word === 'denied') {
    return method === 'withdraw' || method === 'opt-out' ? 'dpv:ConsentWithdrawn' : 'dpv:ConsentRefused';
  }
  return basis === 'no-objection' ? 'dpv:ConsentUnknown' : 'dpv:ConsentGiven';
}
