// A store with a site whose log grows when it is told to, without a server.
import {
  createApp,
  createLog,
  createScripts,
  openStore,
  readOptions,
  startSequencer,
} from '@sayso/collector';

/** `warn` gets each line of the program's own log. */
export async function openLogStore(data, warn) {
  const { store, logs, signing } = await openStore({ data });
  if (!(await store.site('shop'))) {
    await store.createSite({
      id: 'shop',
      origins: [],
      allowNullOrigin: false,
      logOrigin: 'log.example/shop',
      createdAt: new Date().toISOString(),
    });
  }
  const site = await store.site('shop');
  if (!site) throw new Error('no site');
  const log = createLog(warn, Date.now);
  const sequencer = startSequencer({ store, logs, data, log, interval: () => 3_600, now: Date.now });
  return { store, logs, signing, log, sequencer, site };
}

/** The routes on such a store. */
export function appOn({ store, logs, signing, log }, data) {
  const read = readOptions({ data, rate: '0' }, {});
  if ('errors' in read) throw new Error(read.errors.join(' '));
  return createApp({
    store,
    logs,
    sign: signing.sign,
    jwks: signing.jwks,
    options: read.options,
    scripts: createScripts({ script: '__SAYSO_CONFIG__', assets: {} }),
    log,
    now: Date.now,
  });
}
