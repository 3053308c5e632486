import { C, scene, shadow } from './scene.mjs';

const candle = (x, top) =>
  `<rect x="${x}" y="${top}" width="24" height="${308 - top}" rx="4" fill="${C.ochre}"/><rect x="${x + 3}" y="${top + 4}" width="6" height="${298 - top}" rx="3" fill="${C.straw}" opacity=".7"/><ellipse cx="${x + 12}" cy="${top + 1}" rx="12" ry="4" fill="${C.straw}"/><path d="M${x + 12} ${top}v-9" stroke="${C.iron}" stroke-width="2.500"/><circle cx="${x + 12}" cy="${top - 24}" r="34" fill="${C.straw}" opacity=".2"/><path d="M${x + 12} ${top - 46}c12 18 11 32 0 38-11-6-12-20 0-38Z" fill="#f6c869"/><path d="M${x + 12} ${top - 30}c5 9 5 15 0 19-5-4-5-10 0-19Z" fill="#fff"/>`;

const rib = (y, half) =>
  `<path d="M${200 - half} ${y}q${half} 17 ${half * 2} 0" stroke="${C.bark}" stroke-opacity=".3" stroke-width="2" fill="none"/>`;

export const LIGHT = {
  'desk-lamp': scene(
    C.mist,
    '#b4c3c7',
    `
${shadow(150, 331, 84)}
<path d="M206 178L300 122 392 296H220Z" fill="#fff3cf" opacity=".6"/>
<path d="M96 326c0-15 24-22 54-22s54 7 54 22Z" fill="${C.forest}"/><path d="M150 306L114 196l98-92" fill="none" stroke="${C.forest}" stroke-width="10" stroke-linejoin="round" stroke-linecap="round"/>
<circle cx="114" cy="196" r="11" fill="${C.ochre}"/><circle cx="212" cy="104" r="11" fill="${C.ochre}"/><circle cx="150" cy="304" r="8" fill="${C.ochre}"/>
<g transform="rotate(-32 212 104)"><path d="M198 96h34c38 6 62 32 66 66h-8l-108 0h-8c2-24 6-44 24-66Z" fill="${C.forest}" transform="translate(-3 4)"/><ellipse cx="212" cy="166" rx="86" ry="11" fill="#fff8e2"/></g>`,
  ),

  'paper-pendant': scene(
    '#d3c2ae',
    '#b39b80',
    `
<path d="M200 0v74" stroke="${C.iron}" stroke-width="4"/><rect x="182" y="66" width="36" height="14" rx="4" fill="${C.walnut}"/>
<circle cx="200" cy="186" r="168" fill="#fff6dd" opacity=".26"/><circle cx="200" cy="186" r="138" fill="#fff6dd" opacity=".3"/>
<circle cx="200" cy="186" r="110" fill="#fdf4de"/><path d="M244 86a110 110 0 0 1 0 200c44-60 44-140 0-200Z" fill="${C.ochre}" opacity=".16"/>
${[
  [104, 74],
  [124, 91],
  [146, 102],
  [168, 108],
  [190, 109],
  [212, 106],
  [234, 98],
  [256, 84],
  [276, 60],
]
  .map(([y, half]) => rib(y, half))
  .join('')}
<ellipse cx="200" cy="78" rx="28" ry="6" fill="${C.linen}"/><ellipse cx="200" cy="295" rx="26" ry="4" fill="${C.linen}"/><ellipse cx="200" cy="354" rx="122" ry="17" fill="#fff6dd" opacity=".35"/>`,
  ),

  'beeswax-candles': scene(
    C.night,
    '#26343a',
    `
${shadow(200, 334, 130)}${candle(98, 178)}${candle(156, 130)}${candle(216, 160)}${candle(276, 206)}
<rect x="72" y="304" width="256" height="24" rx="8" fill="${C.oak}"/><rect x="72" y="304" width="256" height="7" rx="3.500" fill="#fff" opacity=".22"/><path d="M96 318h90M210 320h96" stroke="${C.bark}" stroke-width="2" opacity=".6"/>`,
  ),

  lantern: scene(
    '#5a6b60',
    '#46554b',
    `
<circle cx="200" cy="232" r="150" fill="#f6c869" opacity=".16"/><circle cx="200" cy="232" r="96" fill="#f6c869" opacity=".2"/>${shadow(200, 338, 98)}
<path d="M158 96c0-66 84-66 84 0" fill="none" stroke="${C.silver}" stroke-width="7"/><rect x="184" y="92" width="32" height="18" rx="5" fill="${C.steel}"/>
<path d="M130 146l46-38h48l46 38Z" fill="${C.silver}"/><path d="M224 108l46 38h-50l-14-38Z" fill="${C.steel}"/><rect x="122" y="144" width="156" height="13" rx="4" fill="${C.silver}"/>
<rect x="136" y="156" width="128" height="158" fill="#fff1c9" opacity=".28"/>
<rect x="176" y="246" width="48" height="66" rx="5" fill="${C.cream}"/><ellipse cx="200" cy="247" rx="24" ry="6" fill="#fff"/><path d="M200 186c17 26 15 46 0 56-15-10-17-30 0-56Z" fill="#f6c869"/><path d="M200 212c7 12 6 22 0 28-6-6-7-16 0-28Z" fill="#fff"/>
<path d="M136 156v158M264 156v158M200 156v24" stroke="${C.silver}" stroke-width="8"/><path d="M150 172v116" stroke="#fff" stroke-opacity=".5" stroke-width="6" stroke-linecap="round"/>
<rect x="120" y="312" width="160" height="18" rx="5" fill="${C.silver}"/><rect x="120" y="323" width="160" height="9" rx="4" fill="${C.steel}"/>`,
  ),
};
