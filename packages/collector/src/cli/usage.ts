const PLACE = `  --data DIR          the data folder (./sayso-data, or SAYSO_DATA)
  --store URL         the same as an address: file:DIR
  --key-file FILE     the operator's key, if it is not DIR/operator.key
  --key-command CMD   a command that prints it instead, such as a KMS's`;

/** What each command takes, by its name. */
export const USAGE: Readonly<Record<string, string>> = {
  serve: `sayso serve [options]

Runs the collector. Each option can also be set as SAYSO_… (--geo-header is SAYSO_GEO_HEADER).

  --port N            8787; 0 takes any that is free
  --host ADDRESS      127.0.0.1; 0.0.0.0 listens on all addresses of the machine
${PLACE}
  --geo-header NAME   the header in which your proxy tells the region
  --trust-proxy LIST  addresses and networks of your proxies, such as 10.0.0.0/8
  --log-origin NAME   first part of the name of each new site's log, such as shop.example
  --log-interval N    for how many seconds a receipt waits for the log at most (1; 3600 is an hour),
                      for one site as SITE=N, several by commas:
                      the less often, the less the log tells of when its visitors chose
  --rate N            requests a second and address (50); 0 is off
  --demo              a site to try it with; listens on this machine only
  --demo-origin URL   the demo's storefront (http://127.0.0.1:8080)`,
  'site create': `sayso site create ID --origin URL [--origin URL …] [--allow-null-origin]

Makes a site. ID: 2 to 40 small letters, digits and hyphens.

  --origin URL          a store's origin, such as https://shop.example
  --allow-null-origin   take Origin: null too (sandboxed frames such as Shopify's), never for a yes
  --log-origin NAME     first part of the name of its log, fixed for good (SAYSO_LOG_ORIGIN)
${PLACE}`,
  'site list': `sayso site list

Each site with its policy version and its origins.

${PLACE}`,
  'site delete': `sayso site delete ID [--undo]

Closes a site at once: only a known visitor's no is still taken, and people may still see and erase their data. After the
days of grace of its policy (retention.graceDays, 30 without one) all that is held of it is deleted for good: by a
running collector, or by the same command given once more. Its id is not given again.

  --undo                opens it again, within the days of grace
${PLACE}`,
  export: `sayso export SITE SUBJECT

All that is held of a person, as JSON. SUBJECT is the hash of their subject, 43 characters, as receipts name it;
- reads the subject itself, which is a secret, from the standard input.

${PLACE}`,
  erase: `sayso erase SITE SUBJECT

Erases all that is held of a person, for good, and says what is kept of them and until when. SUBJECT as in
\`sayso export\`.

${PLACE}`,
  audience: `sayso audience SITE --for meta|google|klaviyo [--customers FILE]

Those who may be used for marketing now, as CSV: hashed addresses that the store's server has given with
\`identify\`. Nobody who withdrew, objected, sent a signal or was erased. Fetch it anew before each use.

  --for TARGET        by whose writing addresses are hashed; klaviyo takes plain ones
  --customers FILE    for klaviyo: the store's own list, one customer a line, matched by hash; telephone
                      numbers with their country code (+44 …). It is read here and kept nowhere
${PLACE}`,
  'policy check': `sayso policy check FILE [--own-risk REASON]

Whether FILE (JSON or YAML; - is the standard input) could be published. Exit code 1 if not, also where
it is looser than the law table (docs/law.md), each point with its source.

  --own-risk REASON     tell what is looser as warnings only`,
  'policy publish': `sayso policy publish SITE FILE [--material] [--effective DATE] [--own-risk REASON]

Publishes FILE as the next version of the site's policy.

  --material            visitors are asked again, whatever the difference is
  --effective DATE      the day it takes effect (2026-12-01, or a time with its offset)
  --own-risk REASON     publish though it is looser than the law table (docs/law.md); the reason is
                        shown in public and in each receipt
${PLACE}`,
  'policy diff': `sayso policy diff SITE A B

What differs between two versions of a site's policy, and what that means to visitors.

${PLACE}`,
  'keys create': `sayso keys create --role ROLE [--site ID] [--expires DATE]

Makes a key. It is the first line of the output, shown once and held nowhere.

  --role ROLE         identity: the store's server signs with it who its customers are, for \`identify\`;
                      owner: everything; operator: policies and people; analyst: counts, none under 10;
                      auditor: the audit trail, no personal data
  --site ID           the only site it is for
  --expires DATE      a day or a time from which on it opens nothing
${PLACE}`,
  cosign: `sayso cosign SITE NOTE --key FILE [--key FILE …]

Takes the signatures of witnesses under a checkpoint of the site's log, after checking them and that the
log is what they saw. They are served with the log from then on. NOTE: the checkpoint with their lines.

  --key FILE          the witnesses' keys, name+id+key, a line each
${PLACE}`,
  'receipt show': `sayso receipt show FILE [--as json|jsonld]

What a receipt says (- is the standard input); \`sayso verify\` says whether that is so.

  --as FORMAT         json, its payload as it is; jsonld, in terms of the W3C Data Privacy Vocabulary,
                      by the fields of ISO/IEC TS 27560`,
  verify: `sayso verify RECEIPT [--collector URL | --dir DIR] [--key FILE …]
sayso verify --log SITE [--collector URL | --dir DIR] [--state FILE] [--key FILE …]

Whether a receipt (a file, or - for the standard input) was signed and is in the public log; or whether
the whole log is what it was. Exit code 0 only if all of it holds.

  --log SITE          all of a site's log: every entry, every tile, the root
  --collector URL     where to ask; for a receipt else the address that it names
  --dir DIR           a folder with the log's files instead: nobody is asked
  --key FILE          keys that you trust: a JWKS, or lines as of /log/SITE/key and of witnesses;
                      may be given several times. Else the collector's own are taken
  --state FILE        keeps the checkpoint, and next time finds out whether the log grew out of it
${PLACE}

With neither --collector nor --dir, --log checks the log in the data folder, and the database against it.`,
  'keys list': `sayso keys list

Each key by its id, with its role and its end; never its text.

${PLACE}`,
  'keys rotate': `sayso keys rotate
sayso keys rotate --operator [--new-key-file FILE | --new-key-command CMD]

Makes new keys for signing and for sealing, while a collector runs. What was signed before is still
verified: older public keys stay in /.well-known/jwks.json. All subjects' keys are wrapped anew, and the
key that wrapped them is destroyed. Events need not be sealed again. The operator's key stays.

  --operator             exchange the operator's key instead, at one moment: the one before opens nothing
                         any more, and collectors that run go on. DIR/operator.key is made anew
  --new-key-file FILE    the new key, where you keep it yourself: 32 bytes, as hex or base64
  --new-key-command CMD  a command that prints it instead
${PLACE}`,
  backup: `sayso backup FILE [--keys FILE]

Copies what is held to FILE as it is at one moment, while a collector runs. Never the operator's key.
Free pages are not copied, so what was erased before is not in it. A backup that is there is replaced.

  --keys FILE         the subjects' keys too, into a file of their own; keep it apart from the other,
                      and for at most the policy's retention.backupDays
${PLACE}`,
  restore: `sayso restore FILE [--keys FILE]

Replaces the folder's data by a backup, and verifies it. The folder keeps its keys, the erasures and
withdrawals made since, its log and its last signed checkpoint. Stop the collector first.

  --keys FILE         take the subjects' keys from this backup too; without it the folder's own are kept
${PLACE}`,
  doctor: `sayso doctor

Looks at a set-up: the folder, who may read it, the keys, the databases, the disk, the clock, the sites.
Says what is wrong and what to do; exit code 1 if anything is. May run beside a collector.

  --clock-is-right    go on though the clock is behind what is stored: it was ahead, and is right now
${PLACE}`,
  'keys revoke': `sayso keys revoke ID

Ends a key at once. ID is what \`sayso keys list\` shows first.

${PLACE}`,
  'audit verify': `sayso audit verify

Whether the audit trail is whole: each row stands on the one before, and the sites' logs hold its end.
Exit code 1, with the row, where it breaks.

${PLACE}`,
};

export const HELP = `sayso: nothing is captured without the visitor's say-so

  sayso serve             run the collector
  sayso site create       make a site
  sayso site list         show the sites
  sayso site delete       close a site, and delete it after its days of grace
  sayso policy check      check a policy file
  sayso policy publish    publish it
  sayso policy diff       compare two versions
  sayso receipt show      what a receipt says
  sayso verify            check a receipt, or a whole log
  sayso cosign            take witnesses' signatures of a log
  sayso keys create       make a key for a server or a person
  sayso keys list         show the keys
  sayso keys revoke       end one
  sayso keys rotate       new keys for signing and sealing
  sayso backup            copy what is held, while serving
  sayso restore           bring a copy back
  sayso doctor            what is wrong with a set-up, and what to do
  sayso export            all that is held of a person
  sayso erase             erase it
  sayso audience          who may be advertised to now, as hashes
  sayso audit verify      whether the audit trail is whole

\`sayso COMMAND --help\` says more. Exit codes: 0 done, 1 refused or a check failed, 2 not understood,
69 something needed is not there, 70 an error inside, 73 and 74 a file can't be written or read.`;
