/** What of a receipt may be looked at: nothing that names the visitor or by which they could be found again. */
const SHOWN = [
  'id',
  'method',
  'basis',
  'at',
  'receivedAt',
  'effective',
  'policyVersion',
  'regime',
  'region',
  'regionSource',
  'locale',
];

/** The claims of a receipt (a compact JWS) for people to read, each a name and a text; null where it is none. */
export function claimsOf(jws: string): [string, string][] | null {
  try {
    const [, payload = ''] = jws.split('.');
    const bytes = Uint8Array.from(atob(payload.replace(/-/g, '+').replace(/_/g, '/')), (sign) =>
      sign.charCodeAt(0),
    );
    const said = JSON.parse(new TextDecoder().decode(bytes)) as Record<string, unknown>;
    const purposes = Object.entries(Object(said.purposes)).map(([id, word]) => [id, `${word}`] as const);
    return [
      ...purposes.map(([id, word]): [string, string] => [id, word]),
      ...SHOWN.filter((name) => Object.hasOwn(said, name)).map((name): [string, string] => [
        name,
        `${said[name]}`,
      ]),
    ];
  } catch {
    return null;
  }
}
