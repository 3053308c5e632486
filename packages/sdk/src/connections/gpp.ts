import { CmpApi, type CmpDisplayStatus, CmpStatus, SignalStatus } from '@iabgpp/cmpapi';
import type { PageWindow } from '../environment.ts';
import { follow } from './follow.ts';
import { type Fields, fieldsFor, SECTIONS, type Section, sectionsFor } from './gpp-fields.ts';
import { guardLibrary, putStub } from './gpp-stub.ts';
import type { ConnectionPort, Settings } from './port.ts';

/** What an unregistered CMP says (GPP Implementation Guidelines, 3.1). */
const NO_CMP_ID = 1;

/**
 * IAB Global Privacy Platform (CMP API 1.1): `__gpp`, with the US National section and that of the visitor's state. A stub
 * answers until the policy is known. It only tells: nothing that asks it can grant, and nothing becomes a receipt.
 */
export function connect(
  port: ConnectionPort,
  options: true | Settings<'gpp'> = {},
  window: PageWindow = globalThis.window,
): void {
  const settings = options as Settings<'gpp'>;
  const supported = SECTIONS.map(({ name, id }) => `${id}:${name}`);
  if (!putStub(window, supported)) {
    console.warn(
      'sayso: another consent tool answers __gpp on this page, so the connection gpp says nothing',
    );
    return;
  }
  let api: CmpApi | undefined;
  follow(
    port,
    window,
    (state) => ({
      sections: sectionsFor(state.region),
      fields: fieldsFor(state, port.policy?.purposes ?? [], settings),
    }),
    ({ sections, fields }) => {
      const first = !api;
      api ??= open(settings.cmpId ?? NO_CMP_ID, supported, window);
      // Nobody may go by it while it changes.
      if (!first) api.setSignalStatus(SignalStatus.NOT_READY);
      for (const { name } of SECTIONS) if (api.hasSection(name)) api.deleteSection(name);
      for (const section of sections) write(api, section, fields);
      api.setApplicableSections(sections.length ? sections.map(({ id }) => id) : [-1]);
      if (first) api.setCmpStatus(CmpStatus.LOADED);
      else for (const { name } of sections) api.fireSectionChange(name);
      api.setSignalStatus(SignalStatus.READY);
    },
  );
}

function open(cmpId: number, supported: string[], window: PageWindow): CmpApi {
  const api = new CmpApi(cmpId, 1);
  guardLibrary(window);
  api.setSupportedAPIs(supported);
  // There is no layer that a tag would have to wait for (GPP Implementation Guidelines, 3.6).
  api.setCmpDisplayStatus(null as unknown as CmpDisplayStatus);
  return api;
}

/** Each section has fields of its own: what it lacks is not said in it. */
function write(api: CmpApi, { name }: Section, fields: Fields): void {
  api.setFieldValue(name, 'MspaCoveredTransaction', fields.MspaCoveredTransaction);
  const has: Record<string, unknown> = api.getSection(name);
  for (const [field, value] of Object.entries(fields)) {
    const before = has[field];
    if (before !== undefined)
      api.setFieldValue(name, field, Array.isArray(before) ? before.map(() => value) : value);
  }
}
