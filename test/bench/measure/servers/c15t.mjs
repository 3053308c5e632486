// @c15t/backend as its documents say, on an SQLite file that is flushed as ours is: PORT FILE FOLDER, where it is installed.
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { serve } from '@hono/node-server';
import Sqlite from 'better-sqlite3';

const [port, file, folder] = process.argv.slice(2);
const { resolve } = createRequire(`${folder}package.json`);
const load = (name) => import(String(pathToFileURL(resolve(name))));
const [{ c15tInstance }, { DB }, { kyselyAdapter }, { migrator }, { Kysely, SqliteDialect }] =
  await Promise.all(
    [
      '@c15t/backend',
      '@c15t/backend/db/schema',
      '@c15t/backend/db/adapters/kysely',
      '@c15t/backend/db/migrator',
      'kysely',
    ].map(load),
  );

const database = new Sqlite(file);
database.pragma('journal_mode = WAL');
database.pragma('synchronous = FULL');
const db = new Kysely({ dialect: new SqliteDialect({ database }) });
const adapter = kyselyAdapter({ db, provider: 'sqlite' });
await (await migrator({ db: DB.client(adapter), schema: 'latest' })).execute();
const { handler } = c15tInstance({
  appName: 'bench',
  basePath: '/',
  trustedOrigins: ['http://localhost'],
  adapter,
  logger: { level: 'error' },
});
serve({ fetch: handler, port: Number(port), hostname: '127.0.0.1' }, () => console.log('ready'));
