import { C, flat, scene, shadow } from './scene.mjs';

const SPECKS = [
  [150, 200],
  [176, 232],
  [206, 212],
  [232, 250],
  [160, 268],
  [196, 284],
  [222, 298],
  [244, 206],
  [178, 306],
  [142, 236],
  [216, 236],
  [188, 258],
];
const specks = SPECKS.map(
  ([x, y], i) => `<circle cx="${x}" cy="${y}" r="${1.6 + (i % 3) * 0.7}" fill="${C.walnut}" opacity=".55"/>`,
).join('');

const plate = (cx, cy, glaze, rim) =>
  `<circle cx="${cx + 6}" cy="${cy + 9}" r="106" fill="#2b2a26" opacity=".15"/><circle cx="${cx}" cy="${cy}" r="106" fill="${rim}"/><circle cx="${cx}" cy="${cy}" r="99" fill="${glaze}"/><circle cx="${cx}" cy="${cy}" r="70" fill="#fff" opacity=".13"/><circle cx="${cx}" cy="${cy}" r="70" fill="none" stroke="${rim}" stroke-width="2" opacity=".5"/>`;

const tumbler = (x) =>
  `${shadow(x + 28, 328, 36, 5)}<path d="M${x} 246h56l-6 82H${x + 6}Z" fill="#fff" opacity=".45"/><path d="M${x + 3} 276h50l-4 52H${x + 6}Z" fill="${C.leaf}" opacity=".5"/><path d="M${x + 9} 254l3 64" stroke="#fff" stroke-width="4" opacity=".8" stroke-linecap="round"/><ellipse cx="${x + 28}" cy="246" rx="28" ry="5" fill="none" stroke="#fff" stroke-width="2.500"/>`;

const lemon = (x, y, turn) =>
  `<g transform="translate(${x} ${y}) rotate(${turn})"><path d="M-46 0c6-30 26-34 40-34 22 0 36 14 40 28l12 6-12 6c-4 14-18 28-40 28-14 0-34-4-40-34Z" fill="${C.ochre}"/><path d="M-32-8c6-12 16-16 26-16" stroke="#fff" stroke-opacity=".5" stroke-width="5" fill="none" stroke-linecap="round"/></g>`;

export const TABLE = {
  'stone-mug': scene(
    C.sand,
    '#d9c7a6',
    `
${shadow(204, 331, 96)}
<path d="M262 208c50-10 66 22 58 54-8 30-36 40-66 34" fill="none" stroke="${C.linen}" stroke-width="19"/>
<path d="M120 170h152v112c0 32-18 48-46 48h-60c-28 0-46-16-46-48Z" fill="${C.cream}"/>
<path d="M224 170h48v112c0 32-18 48-46 48h-26c26-30 28-110 24-160Z" fill="${C.linen}" opacity=".65"/>${specks}
<path d="M120 186v-16h152v16c-14 22-36-2-58 12s-40 8-56-4-28 6-38-8Z" fill="${C.moss}"/>
<ellipse cx="196" cy="170" rx="76" ry="15" fill="${C.leaf}"/><ellipse cx="196" cy="171" rx="66" ry="11" fill="${C.walnut}"/>
<path d="M172 138c-12-16 10-22 0-40M212 138c-12-16 10-22 0-40" stroke="#fff" stroke-opacity=".8" stroke-width="6" fill="none" stroke-linecap="round"/>`,
  ),

  'dinner-plates': flat(
    C.mist,
    `${plate(262, 128, C.slate, C.walnut)}${plate(130, 152, C.cream, C.oak)}${plate(256, 268, C.leaf, C.bark)}${plate(132, 282, '#c98a68', C.brick)}`,
  ),

  carafe: scene(
    C.sage,
    '#b9c5a8',
    `
${shadow(150, 331, 70)}${tumbler(232)}${tumbler(304)}
<path d="M128 84h44c-4 44 0 62 22 96 22 36 30 70 26 108-3 26-16 42-40 42h-60c-24 0-37-16-40-42-4-38 4-72 26-108 22-34 26-52 22-96Z" fill="#fff" opacity=".5"/>
<path d="M92 216h116c12 26 15 48 12 72-3 26-16 42-40 42h-60c-24 0-37-16-40-42-3-24 0-46 12-72Z" fill="${C.leaf}" opacity=".5"/>
<ellipse cx="150" cy="216" rx="58" ry="9" fill="#fff" opacity=".45"/>
<path d="M106 226c-10 24-12 48-6 72" stroke="#fff" stroke-width="8" opacity=".8" fill="none" stroke-linecap="round"/>
<ellipse cx="150" cy="84" rx="25" ry="6" fill="none" stroke="#fff" stroke-width="4"/>
<g transform="translate(160 262)"><circle r="22" fill="${C.ochre}" opacity=".9"/><circle r="17" fill="${C.straw}"/>${[0, 60, 120].map((turn) => `<path d="M-17 0h34" stroke="${C.ochre}" stroke-width="2" transform="rotate(${turn})"/>`).join('')}</g>`,
  ),

  'serving-bowl': scene(
    '#e9dfc9',
    '#cbb893',
    `
${shadow(200, 333, 130)}
${lemon(144, 190, -14)}${lemon(252, 192, 168)}${lemon(200, 166, 8)}
<path d="M236 132c16-24 40-26 56-18-8 20-32 28-56 18Z" fill="${C.moss}"/>
<path d="M52 196h296c0 76-54 124-104 132h-88C106 320 52 272 52 196Z" fill="${C.forest}"/>
<path d="M52 196h90c4 62 24 108 48 132h-34C106 320 52 272 52 196Z" fill="#fff" opacity=".1"/>
<rect x="46" y="190" width="308" height="13" rx="6.500" fill="${C.oak}"/><rect x="150" y="326" width="100" height="9" rx="3" fill="${C.walnut}"/>`,
  ),
};
