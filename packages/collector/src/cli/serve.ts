import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { createApp } from '../app.ts';
import { readBundles } from '../bundles.ts';
import type { Deps } from '../deps.ts';
import { type Options, warnings } from '../env.ts';
import { readGauges } from '../gauges.ts';
import { shed, type TurnAway } from '../http/shed.ts';
import { createLog, type Log } from '../log.ts';
import { startRetention } from '../retention.ts';
import { createScripts } from '../script.ts';
import { startTelemetry } from '../telemetry.ts';
import { startSequencer } from '../transparency/sequencer.ts';
import { createWatch } from '../watch.ts';
import { setUpDemo } from './demo.ts';
import { CliError, EXIT } from './exit.ts';
import type { Io } from './io.ts';
import { type Listening, listen } from './listen.ts';
import { openAt } from './place.ts';
import { sweep } from './sweep.ts';

/** Answering what was accepted and closing the store take 5 s together at most. */
const ANSWER_MS = 4_000;
const CLOSE_MS = 900;

/**
 * The heap may grow by half before what is no longer used is looked for. V8 reads this at each collection, and would else let it
 * grow to four times what is in use while the machine has room: twice the memory under overload, and no more speed.
 */
const HEAP = '--heap-growing-percent=50';

/** `serve`: runs until it is told to stop. */
export async function serve(options: Options, io: Io): Promise<number> {
  setFlagsFromString(HEAP);
  const log = createLog(io.err, io.now);
  const told = new Promise<void>((resolve) => io.onStop(resolve));
  io.onCrash((error) => log.unexpected(error, { code: 'crash' }));
  for (const warning of warnings(io.env, options)) log.warn(warning, { code: 'setting' });

  const scripts = await orUnavailable(() => createScripts(readBundles()));
  const { store, logs, signing } = await openAt(options, io.now);
  const telemetry = await startTelemetry(io.env, log, () => readGauges(store, options.data));
  try {
    const deps: Deps = {
      store: options.demo ? await setUpDemo(store, signing.sign, options, io.now()) : store,
      logs,
      sign: signing.sign,
      jwks: signing.jwks,
      options,
      scripts,
      log,
      telemetry,
      now: io.now,
    };
    const watch = createWatch(deps);
    const server = await listenOrSay(createApp(deps, watch).fetch, options, shed(store, watch));
    store.giveWay(server.takeWaiting);
    await warnOfUnknown(options.logIntervalSites, deps);
    const sequencer = startSequencer({ ...deps, data: options.data, interval: options.logInterval });
    const retention = startRetention(deps);
    const sweeping = sweep(deps);
    io.out(`Sayso collector on ${server.url}`);
    await told;
    await stop(server, log);
    await Promise.all([sequencer.stop(), retention.stop(), sweeping.stop()]);
  } finally {
    await Promise.race([
      Promise.all([store.close(), telemetry?.stop()]),
      sleep(CLOSE_MS, undefined, { ref: false }),
    ]);
  }
  io.endSoon(EXIT.ok);
  return EXIT.ok;
}

/** A name that was mistyped would leave a quiet site's log as talkative as it was. */
async function warnOfUnknown(named: readonly string[], { store, log }: Deps): Promise<void> {
  const there = named.length ? (await store.sites()).map(({ id }) => id) : [];
  for (const id of named.filter((id) => !there.includes(id)))
    log.warn(`--log-interval names the site ${id}, which is not there: make it, or mend its name.`, {
      code: 'setting',
    });
}

async function stop(server: Listening, log: Log): Promise<void> {
  log.info('stopping', { code: 'stopping' });
  await server.stop(ANSWER_MS);
  log.info('stopped', { code: 'stopped' });
}

async function orUnavailable<T>(make: () => T): Promise<T> {
  try {
    return make();
  } catch (error) {
    throw new CliError(EXIT.unavailable, error instanceof Error ? error.message : String(error));
  }
}

const REASONS: Readonly<Record<string, string>> = {
  EADDRINUSE: 'another program has it. Stop that, or choose another with --port',
  EACCES: 'it is not allowed. Choose a port above 1023 with --port',
  EADDRNOTAVAIL: 'this machine has no such address. Choose another with --host',
  ENOTFOUND: 'this machine has no such address. Choose another with --host',
};

async function listenOrSay(
  fetch: Parameters<typeof listen>[0],
  { host, port }: Options,
  turnAway: TurnAway,
): Promise<Listening> {
  try {
    return await listen(fetch, host, port, { turnAway });
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    const reason = REASONS[code] ?? (code || String(error));
    throw new CliError(EXIT.unavailable, `Can't listen on port ${port} of ${host}: ${reason}.`);
  }
}
