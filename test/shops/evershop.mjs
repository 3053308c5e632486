// A real shop that this project did not write: EverShop, as it comes from npm, on a PostgreSQL of its own, with the demo data
// that its own command brings. Nothing of the system's is touched.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { freePort } from '../faults/collector.mjs';

const OWNER = { email: 'owner@shop.example', password: 'correct horse 1' };

/** What the demo data leaves out: a menu, and products on the first page. */
const WIDGETS = [
  {
    name: 'Main menu',
    type: 'basic_menu',
    route: ['all'],
    area: ['headerMiddleLeft'],
    settings: {
      menus: [
        {
          id: 'menu',
          url: '/accessories',
          name: 'Accessories',
          type: 'custom',
          uuid: '/accessories',
          children: [],
        },
      ],
      isMain: true,
      className: '',
    },
  },
  {
    name: 'Featured products',
    type: 'collection_products',
    route: ['homepage'],
    area: ['content'],
    settings: { count: 4, collection: 'homepage' },
  },
];

/** PostgreSQL refuses to run as root. */
function userOf() {
  if (process.getuid?.() !== 0) return {};
  const id = (flag) => Number(spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' }).stdout);
  return { uid: id('-u'), gid: id('-g') };
}

/** Starts a database in `data`, which is thrown away afterwards; answers its port. */
async function startPostgres({ programs, data, started }) {
  const user = userOf();
  const port = await freePort();
  if (user.uid !== undefined) chownSync(data, user.uid, user.gid);
  const runs = (name, args) =>
    spawnSync(join(programs, name), args, { ...user, cwd: data, encoding: 'utf8', env: { PATH: '' } });
  const cluster = join(data, 'cluster');
  const made = runs('initdb', [
    '-D',
    cluster,
    '-U',
    'shop',
    '-A',
    'trust',
    '-E',
    'UTF8',
    '--no-locale',
    '-N',
  ]);
  if (made.status !== 0) throw new Error(`initdb ended with ${made.status}: ${made.stderr}`);
  const settings = { listen_addresses: '127.0.0.1', unix_socket_directories: data, fsync: 'off' };
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  started.push(
    spawn(join(programs, 'postgres'), ['-D', cluster, '-p', String(port), ...options], {
      ...user,
      stdio: 'ignore',
      detached: true,
    }),
  );
  const at = ['-h', '127.0.0.1', '-p', String(port), '-U', 'shop'];
  for (let tries = 0; ; tries++) {
    const { status, stderr } = runs('createdb', [...at, 'shop']);
    if (status === 0) return port;
    if (tries > 100) throw new Error(`the database did not start: ${stderr}`);
    await sleep(100);
  }
}

/** `url`: under which address visitors know it. Answers where it listens itself. */
export async function openEvershop({ folder, command, postgres }, { url }) {
  const data = mkdtempSync(join(tmpdir(), 'sayso-evershop-'));
  const started = [];
  let said = '';
  // Each is a group of its own, since both have workers. Neither has anything to save.
  const kill = () => {
    for (const { pid, exitCode } of started.splice(0))
      if (pid && exitCode === null) process.kill(-pid, 'SIGKILL');
  };
  process.once('exit', kill);
  const close = async () => {
    const gone = started.map((child) => child.exitCode === null && once(child, 'exit'));
    kill();
    process.off('exit', kill);
    await Promise.all(gone);
    rmSync(data, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    const database = await startPostgres({ programs: postgres, data, started });
    const port = await freePort();
    const env = {
      PATH: process.env.PATH,
      PORT: String(port),
      EVERSHOP_HOME_URL: url,
      DB_HOST: '127.0.0.1',
      DB_PORT: String(database),
      DB_NAME: 'shop',
      DB_USER: 'shop',
      DB_PASSWORD: 'none',
      DB_SSLMODE: 'disable',
      SUPPRESS_NO_CONFIG_WARNING: '1',
    };
    // It would listen on every address of the machine.
    const loopback = ['--import', fileURLToPath(new URL('loopback.mjs', import.meta.url))];
    const child = spawn(process.execPath, [...loopback, command, 'start'], {
      cwd: folder,
      env,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    started.push(child);
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += chunk));
    const at = `http://127.0.0.1:${port}`;
    for (let tries = 0; ; tries++) {
      if ((await fetch(at).catch(() => null))?.ok) break;
      if (tries > 600) throw new Error(`EverShop does not answer: ${said}`);
      await sleep(100);
    }
    await furnish({ at, run: (...words) => spawnedOnce(process.execPath, [command, ...words], folder, env) });
    return { port, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function furnish({ at, run }) {
  await run('seed', '--all');
  await run('user:create', '--name', 'Owner', '--email', OWNER.email, '--password', OWNER.password);
  const post = (path, body, headers = {}) =>
    fetch(at + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
  const login = await post('/admin/user/login', OWNER);
  const cookie = login.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  const add = async (path, body) => {
    const answer = await post(`/api${path}`, body, { cookie });
    if (!answer.ok) throw new Error(`EverShop took nothing at ${path}: ${await answer.text()}`);
    return (await answer.json()).data.uuid;
  };
  for (const widget of WIDGETS) await add('/widgets', { ...widget, sort_order: 1, status: 1 });
  // A parcel within one country, paid in cash: an order needs both.
  const zone = await add('/shippingZones', { name: 'Home', countries: ['US'] });
  const method = await add('/shippingProviders/core/methods', { name: 'Parcel', is_enabled: true });
  const rate = { method_id: method, zone_id: zone, is_enabled: true, cost: 5 };
  await add('/shippingProviders/core/rates', rate);
  await add('/settings', { codPaymentStatus: 1, codDisplayName: 'Cash on delivery' });
}

async function spawnedOnce(program, args, cwd, env) {
  const child = spawn(program, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += chunk));
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`evershop ${args.slice(1).join(' ')} ended with ${code}: ${said}`);
}
