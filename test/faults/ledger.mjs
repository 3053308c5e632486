// What pages say of their events, written down outside of them, since pages end.

/**
 * A page that crashes, or is ended with its process, may lose what it made so shortly before, in milliseconds: the browser
 * was still writing it, and so was the page still telling of it.
 */
const JUST_MADE = 250;
/** A click may be made an event so much later. */
const SOON = 250;

/** Follows what the pages of a browser make, and what they are told of as refused. */
export async function openLedger(context) {
  /** By id: when it was made, and on which page. */
  const made = new Map();
  const refused = new Map();
  /** By text: when it was clicked, and on which page. */
  const clicked = new Map();
  const crashes = new Set();
  const ends = new Map();
  await context.exposeBinding('ledger', ({ page }, what, id, reason) => {
    if (what === 'event') made.set(id, { at: performance.now(), page });
    else if (what === 'refused' && id) refused.set(id, reason);
  });
  await context.addInitScript(() => {
    for (const what of ['event', 'refused']) {
      document.addEventListener(`sayso:${what}`, ({ detail }) => {
        window.ledger(what, detail.id, detail.reason);
        // What a page says as it ends does not get out any more, but stays.
        if (what === 'refused' && detail.id) localStorage.setItem(`refused ${detail.id}`, detail.reason);
        if (detail.name === 'click') localStorage.setItem(`click ${detail.props?.text}`, detail.id);
        window.captures = true;
      });
    }
  });
  return {
    made,
    /** Somebody clicks on something with this text. */
    clicks: (page, text) => clicked.set(text, { at: performance.now(), page }),
    /** Takes over what pages left that are gone. */
    async look(page) {
      for (const [key, said] of await page.evaluate(() => Object.entries({ ...localStorage }))) {
        const [what = '', id = ''] = key.split(/ (.*)/);
        if (what === 'refused') refused.set(id, said);
        if (what === 'click') {
          const click = clicked.get(id);
          clicked.delete(id);
          // Told, but not heard of.
          if (click && !made.has(said)) made.set(said, click);
        }
      }
    },
    /** A page may crash with its neighbour, too. */
    follow(page) {
      page.on('crash', () => {
        crashes.add(page);
        this.ends(page);
      });
    },
    /** The page is closed, or crashes. */
    ends(page) {
      if (!ends.has(page)) ends.set(page, performance.now());
    },
    async crash(page) {
      this.ends(page);
      const crashed = new Promise((resolve) => page.once('crash', resolve));
      const session = await page.context().newCDPSession(page);
      session.send('Page.crash').catch(() => {});
      await crashed;
    },
    /** `stored`: ids at the collector, `left`: on the browser's disk. */
    sum(stored, left) {
      const problems = [];
      const there = new Set(stored);
      const onDisk = new Set(left);
      if (there.size < stored.length) problems.push(`${stored.length - there.size} events are stored twice`);
      let young = 0;
      for (const [text, { at, page }] of clicked) {
        if (crashes.has(page) && at > ends.get(page) - JUST_MADE - SOON) young++;
        else problems.push(`the click on “${text}” was made no event`);
      }
      const lost = [...made].filter(([id, { at, page }]) => {
        if (there.has(id) || onDisk.has(id) || refused.has(id)) return false;
        const isYoung = ends.has(page) && at > ends.get(page) - JUST_MADE;
        if (isYoung) young++;
        return !isYoung;
      });
      if (lost.length > 0) {
        const before = lost.map(([, { at, page }]) => Math.round((ends.get(page) ?? at) - at));
        problems.push(
          `${lost.length} events are unaccounted for, made so many ms before the end of their page: ${before}`,
        );
      }
      return {
        problems,
        lost,
        counts: {
          made: made.size,
          stored: [...made.keys()].filter((id) => there.has(id)).length,
          waiting: onDisk.size,
          refused: tally(refused.values()),
          crashes: crashes.size,
          lostWithTheirPage: young,
        },
      };
    },
  };
}

/** How often each is there. */
function tally(words) {
  const counts = {};
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}
