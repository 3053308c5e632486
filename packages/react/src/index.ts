export { Gate, type GateProps } from './gate.ts';
export { SaysoProvider, type SaysoProviderProps } from './provider.ts';
export { type Consent, useConsent } from './use-consent.ts';
export { useTrack } from './use-track.ts';
