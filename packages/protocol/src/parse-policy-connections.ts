import {
  type At,
  type Field,
  fail,
  fields,
  inside,
  isObject,
  list,
  maybe,
  type Read,
  unlike,
} from './parse-policy-reader.ts';
import { flag, form, id, oneOf, whole } from './parse-policy-values.ts';
import type { Connections, PolicyDocument } from './policy.ts';

/** `true` for a connection as it is, or its settings. */
const settings =
  <T extends object>(read: Read<T>): Read<true | T> =>
  (value, at) => {
    if (value === true) return true;
    return isObject(value) ? read(value, at) : unlike(at, 'true or an object (or leave it out)', value);
  };

/** The tool's own fields, each with the purposes that all have to be allowed for it. */
const purposes = <F extends string>(...names: F[]): Field<Partial<Record<F, string[]>>> => {
  const ids = maybe(list(id, { least: 1, most: 50 }));
  const shape = Object.fromEntries(names.map((name) => [name, ids])) as Record<F, typeof ids>;
  return maybe(fields<Partial<Record<F, string[]>>>(shape as never));
};

const only = <F extends string>(...names: F[]) =>
  maybe(settings(fields<{ purposes?: Partial<Record<F, string[]>> }>({ purposes: purposes(...names) })));

const region = form(/^[A-Z]{2}(-[A-Z0-9]{1,3})?$/, 'a country such as DE, or a subdivision such as US-CA');

/** The tools that are told of the choice. */
export const readConnections = (): Read<Connections> =>
  fields<Connections>({
    google: maybe(
      settings(
        fields<Exclude<Connections['google'], true | undefined>>({
          purposes: purposes(
            'ad_storage',
            'ad_user_data',
            'ad_personalization',
            'analytics_storage',
            'functionality_storage',
            'personalization_storage',
          ),
          waitForUpdate: maybe(whole(0, 10_000)),
          regions: maybe(list(region, { least: 1, most: 300 })),
          urlPassthrough: maybe(flag),
          adsDataRedaction: maybe(flag),
        }),
      ),
    ),
    shopify: only('analytics', 'marketing', 'preferences', 'sale_of_data'),
    wp: only('preferences', 'statistics-anonymous', 'statistics', 'marketing'),
    meta: only('consent'),
    uet: only('ad_storage'),
    clarity: only('ad_Storage', 'analytics_Storage'),
    gpp: maybe(
      settings(
        fields<Exclude<Connections['gpp'], true | undefined>>({
          purposes: purposes('SaleOptOut', 'SharingOptOut', 'TargetedAdvertisingOptOut'),
          cmpId: maybe(whole(1, 4_095)),
          mspa: maybe(oneOf(['opt-out', 'service-provider'])),
        }),
      ),
    ),
    dataLayer: maybe((value, at) => value === true || unlike(at, 'true (or leave it out)', value)),
  });

/** What needs no consent by the tools' own words; all else would be allowed to everybody, whatever they chose. */
const MAY_BE_ALWAYS = ['functionality_storage'];

/** The purposes that a connection names are there, and are asked for. */
export function checkConnections({ connections = {}, purposes: known }: PolicyDocument, at: At): void {
  for (const [tool, settings] of Object.entries(connections)) {
    const map: Record<string, string[]> = (settings !== true && settings.purposes) || {};
    for (const [field, ids] of Object.entries(map)) {
      for (const [i, name] of ids.entries()) {
        const place = [tool, 'purposes', field, i].reduce<At>(inside, inside(at, 'connections'));
        const purpose = known.find((one) => one.id === name);
        if (!purpose) {
          fail(place, `there is no such purpose; known here: ${known.map((one) => one.id).join(', ')}`);
        } else if (purpose.always && !MAY_BE_ALWAYS.includes(field)) {
          fail(place, `${name} is always allowed, so ${field} would be too, whatever the visitor chose`);
        }
      }
    }
  }
}
