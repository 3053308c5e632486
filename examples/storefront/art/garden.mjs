import { C, flat, leaf, scene, shadow } from './scene.mjs';

const pot = (x, y, w, h, tone) =>
  `<path d="M${x + w * 0.08} ${y + h * 0.2}h${w * 0.84}l${-w * 0.12} ${h * 0.8}h${-w * 0.6}Z" fill="${tone}"/><path d="M${x + w * 0.62} ${y + h * 0.2}h${w * 0.3}l${-w * 0.12} ${h * 0.8}h${-w * 0.24}Z" fill="#2b2a26" opacity=".13"/><rect x="${x}" y="${y}" width="${w}" height="${h * 0.24}" rx="5" fill="${tone}"/><rect x="${x}" y="${y}" width="${w}" height="${h * 0.24}" rx="5" fill="#fff" opacity=".14"/>`;

const packet = (x, y, turn, ground, sprig, name) =>
  `<g transform="translate(${x} ${y}) rotate(${turn})"><rect x="-43" y="-57" width="92" height="122" fill="#2b2a26" opacity=".13"/><rect x="-46" y="-62" width="92" height="122" rx="3" fill="${ground}"/><path d="M-46-46h92" stroke="#2b2a26" stroke-opacity=".22" stroke-width="1.500" stroke-dasharray="4 4"/><rect x="-34" y="-34" width="68" height="22" rx="2" fill="${C.cream}"/><text y="-18.500" text-anchor="middle" font-family="Georgia,serif" font-size="14" fill="${C.forest}">${name}</text><path d="M0 50V2" stroke="${sprig}" stroke-width="3"/>${leaf(0, 40, 25, -35, sprig)}${leaf(0, 40, 25, 215, sprig)}${leaf(0, 22, 22, -40, sprig)}${leaf(0, 22, 22, 220, sprig)}${leaf(0, 10, 17, -90, sprig)}</g>`;

export const GARDEN = {
  'watering-can': scene(
    C.sage,
    '#b7c4a5',
    `
${shadow(220, 332, 124)}
<path d="M156 250L66 150" stroke="${C.steel}" stroke-width="19" stroke-linecap="round"/><path d="M38 158l40-40 12 24-28 28Z" fill="${C.silver}"/><path d="M36 160l44-44" stroke="${C.slate}" stroke-width="8" stroke-linecap="round"/>
<path d="M286 192c76-10 84 84 10 108" fill="none" stroke="${C.slate}" stroke-width="12"/><path d="M162 182c6-62 104-74 124 0" fill="none" stroke="${C.slate}" stroke-width="12"/>
<path d="M150 184h148l10 144H140Z" fill="${C.silver}"/><path d="M254 184h44l10 144h-56c8-50 8-98 2-144Z" fill="${C.steel}" opacity=".75"/>
<path d="M147 216h153M143 300h163" stroke="${C.slate}" stroke-opacity=".5" stroke-width="4"/><path d="M166 230l-6 62" stroke="#fff" stroke-width="8" stroke-linecap="round" opacity=".8"/>
<ellipse cx="224" cy="184" rx="74" ry="11" fill="${C.slate}"/>
${[
  [24, 196],
  [36, 226],
  [14, 240],
  [52, 204],
  [30, 268],
]
  .map(([x, y]) => `<path d="M${x} ${y}c5 8 5 13 0 16-5-3-5-8 0-16Z" fill="${C.slate}" opacity=".6"/>`)
  .join('')}`,
  ),

  'terracotta-pots': scene(
    '#e6ddc6',
    '#c9b78f',
    `
${shadow(206, 332, 150)}
<path d="M126 186V92" stroke="${C.forest}" stroke-width="5"/>${[
      [118, -32],
      [118, 212],
      [146, -22],
      [146, 202],
      [170, -16],
      [170, 196],
    ]
      .map(([y, t], i) => leaf(126, y, 52 - i * 2, t, i % 2 ? C.moss : C.forest))
      .join('')}${leaf(126, 98, 46, -90, C.moss)}
${pot(72, 182, 112, 146, C.clay)}
<path d="M232 236q-8-50 10-84M232 236q6-40-22-70M232 236q12-36 40-48" stroke="${C.leaf}" stroke-width="8" fill="none" stroke-linecap="round"/>
${pot(192, 232, 86, 97, '#c9764f')}
<circle cx="322" cy="252" r="25" fill="${C.moss}"/>${Array.from({ length: 9 }, (_, i) => `<path d="M${302 + i * 5} ${238 + (i % 3) * 9}l2-6" stroke="#fff" stroke-width="2" opacity=".7"/>`).join('')}<circle cx="322" cy="226" r="6" fill="#e39a9a"/>
${pot(288, 264, 68, 65, C.brick)}`,
  ),

  secateurs: flat(
    C.straw,
    `
<g transform="rotate(24 200 200)"><g opacity=".14" transform="translate(8 12)"><path d="M186 190C150 220 128 290 136 350h24c2-50 18-96 46-130ZM214 190c36 30 58 100 50 160h-24c-2-50-18-96-46-130Z" fill="#2b2a26"/></g>
<path d="M204 200c-30-50-30-110-8-154 20 30 32 90 26 144Z" fill="${C.silver}"/><path d="M196 46c20 30 32 90 26 144l-8 4c4-54-2-104-18-148Z" fill="${C.shine}"/>
<path d="M198 200c34-30 54-66 52-112-22 18-44 54-60 92Z" fill="${C.steel}"/>
<path d="M186 190C150 220 128 290 136 350c4 10 20 10 24 0 2-50 18-96 46-130Z" fill="${C.clay}"/><path d="M160 240c-10 34-16 66-14 100" stroke="#fff" stroke-opacity=".35" stroke-width="6" fill="none" stroke-linecap="round"/>
<path d="M214 190c36 30 58 100 50 160-4 10-20 10-24 0-2-50-18-96-46-130Z" fill="${C.brick}"/>
<path d="M172 262q28 16 56 0M170 274q30 16 60 0" stroke="${C.steel}" stroke-width="4" fill="none"/><circle cx="201" cy="198" r="17" fill="${C.steel}"/><circle cx="201" cy="198" r="8" fill="${C.ochre}"/></g>
<path d="M40 330C70 300 96 280 120 274" stroke="${C.moss}" stroke-width="6" fill="none" stroke-linecap="round"/>${leaf(66, 308, 44, -70, C.moss)}${leaf(84, 294, 42, 30, C.leaf)}${leaf(116, 274, 40, -24, C.moss)}`,
  ),

  'herb-seeds': flat(
    '#d8c9ac',
    `
${packet(88, 120, -8, C.sage, C.moss, 'Basil')}${packet(202, 108, 4, C.blush, C.forest, 'Thyme')}${packet(314, 124, -3, C.straw, C.moss, 'Dill')}
${packet(84, 282, 5, C.mist, C.slate, 'Chervil')}${packet(200, 292, -6, '#c9d4b8', C.forest, 'Sage')}${packet(316, 284, 7, C.clay, C.straw, '?')}`,
  ),
};
