import { C, flat, scene, shadow } from './scene.mjs';

const grain = [142, 166, 192, 220, 246]
  .map(
    (x, i) =>
      `<path d="M${x} 96C${x + (i % 2 ? 7 : -6)} 160 ${x + (i % 2 ? -8 : 7)} 240 ${x + 2} 330" stroke="${C.bark}" stroke-opacity=".35" stroke-width="2" fill="none"/>`,
  )
  .join('');

export const KITCHEN = {
  'oak-board': flat(
    C.sage,
    `
<g transform="rotate(9 200 200)">
<rect x="118" y="74" width="172" height="274" rx="26" fill="#2b2a26" opacity=".15" transform="translate(9 11)"/>
<rect x="118" y="74" width="172" height="274" rx="26" fill="${C.oak}"/>
<path d="M118 100a26 26 0 0 1 26-26h40v274h-40a26 26 0 0 1-26-26Z" fill="#fff" opacity=".1"/>${grain}
<ellipse cx="232" cy="256" rx="11" ry="19" fill="none" stroke="${C.bark}" stroke-opacity=".45" stroke-width="2"/>
<circle cx="204" cy="108" r="13" fill="${C.sage}"/><circle cx="204" cy="108" r="13" fill="none" stroke="${C.bark}" stroke-width="3" opacity=".6"/>
</g>
<g transform="translate(252 262)"><circle r="46" fill="#2b2a26" opacity=".14" cx="6" cy="8"/><circle r="46" fill="${C.ochre}"/><circle r="38" fill="${C.straw}"/>
${[0, 45, 90, 135, 180, 225, 270, 315].map((turn) => `<path d="M0-5L-11-31Q0-40 11-31Z" fill="${C.ochre}" opacity=".78" transform="rotate(${turn})"/>`).join('')}<circle r="4" fill="${C.cream}"/></g>`,
  ),

  'enamel-pot': scene(
    C.blush,
    '#dcb9a2',
    `
${shadow(200, 332, 132)}
<path d="M84 214h232v76c0 26-20 40-46 40H130c-26 0-46-14-46-40Z" fill="${C.clay}"/>
<path d="M84 214h66v116h-20c-26 0-46-14-46-40Z" fill="#fff" opacity=".1"/>
<path d="M252 214h64v76c0 26-20 40-46 40h-30c14-30 14-80 12-116Z" fill="${C.brick}" opacity=".55"/>
<path d="M84 232H58c-12 0-12 26 2 26h24M316 232h26c12 0 12 26-2 26h-24" fill="none" stroke="${C.brick}" stroke-width="11"/>
<rect x="74" y="202" width="252" height="17" rx="8.500" fill="${C.cream}"/>
<path d="M92 202c8-44 58-62 108-62s100 18 108 62Z" fill="${C.clay}"/><path d="M112 194c14-28 44-41 78-44" stroke="#fff" stroke-opacity=".35" stroke-width="7" fill="none" stroke-linecap="round"/>
<rect x="193" y="124" width="14" height="20" fill="${C.walnut}"/><rect x="174" y="110" width="52" height="19" rx="9.500" fill="${C.walnut}"/>
<path d="M158 92c-12-16 10-22 0-40M200 86c-12-16 10-22 0-40M242 92c-12-16 10-22 0-40" stroke="#fff" stroke-opacity=".55" stroke-width="6" fill="none" stroke-linecap="round"/>`,
  ),

  kettle: scene(
    C.mist,
    '#b7c6ca',
    `
${shadow(204, 331, 112)}
<path d="M130 174c-34-70 24-116 74-116s108 46 74 116" fill="none" stroke="${C.oak}" stroke-width="15" stroke-linecap="round"/>
<path d="M128 176c-6-12-9-24-9-36M280 176c6-12 9-24 9-36" stroke="${C.iron}" stroke-width="9" stroke-linecap="round"/>
<path d="M282 214c34-4 40-40 62-52l10 12c-16 16-20 62-66 92Z" fill="${C.slate}"/><path d="M340 156l20 24" stroke="${C.night}" stroke-width="8" stroke-linecap="round"/>
<path d="M104 262c0-64 40-98 100-98s100 34 100 98c0 42-20 66-46 66H150c-26 0-46-24-46-66Z" fill="${C.slate}"/>
<path d="M122 266c-2-46 20-74 54-84" stroke="#fff" stroke-opacity=".4" stroke-width="10" fill="none" stroke-linecap="round"/>
<path d="M250 172c36 12 54 46 54 90 0 42-20 66-46 66h-28c36-34 44-98 20-156Z" fill="${C.night}" opacity=".35"/>
<path d="M158 172c6-16 26-22 46-22s40 6 46 22Z" fill="${C.night}"/><circle cx="204" cy="144" r="11" fill="${C.oak}"/>`,
  ),

  'chefs-knife': flat(
    C.straw,
    `
<g transform="rotate(-32 200 200)">
<path d="M30 192C70 190 180 188 252 186v44c-70 18-160 6-222-38Z" fill="#2b2a26" opacity=".14" transform="translate(7 12)"/>
<path d="M30 190C70 186 180 184 252 182v46c-70 18-160 6-222-38Z" fill="${C.silver}"/>
<path d="M30 190c62 44 152 56 222 38v-14c-76 14-160 8-222-24Z" fill="${C.shine}" opacity=".75"/>
<rect x="250" y="180" width="14" height="40" rx="3" fill="${C.steel}"/>
<path d="M264 180h92c18 0 24 12 22 24s-14 20-30 18c-26-4-44-8-84-2Z" fill="${C.walnut}"/><path d="M266 186h90" stroke="#fff" stroke-opacity=".22" stroke-width="4" stroke-linecap="round"/>
<circle cx="288" cy="200" r="4.500" fill="${C.ochre}"/><circle cx="320" cy="200" r="4.500" fill="${C.ochre}"/><circle cx="352" cy="203" r="4.500" fill="${C.ochre}"/>
</g>
<g transform="translate(118 306)">${[0, 1, 2, 3].map((i) => `<ellipse cx="${i * 19}" cy="${i % 2 ? 7 : 0}" rx="14" ry="18" fill="${i % 2 ? C.leaf : C.moss}"/><ellipse cx="${i * 19}" cy="${i % 2 ? 7 : 0}" rx="8.500" ry="12" fill="${C.sage}"/>`).join('')}</g>`,
  ),
};
