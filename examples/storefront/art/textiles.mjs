import { C, flat, scene, shadow } from './scene.mjs';

const fringe = (y, x1, x2, color) =>
  Array.from(
    { length: Math.floor((x2 - x1) / 9) },
    (_, i) =>
      `<path d="M${x1 + 4 + i * 9} ${y}q${i % 2 ? 3 : -3} 9 0 19" stroke="${color}" stroke-width="3" fill="none" stroke-linecap="round"/>`,
  ).join('');

const ring = (n, color) =>
  `<ellipse cx="200" cy="200" rx="${168 - n * 19}" ry="${138 - n * 19}" fill="none" stroke="${color}" stroke-width="16"/><ellipse cx="200" cy="200" rx="${168 - n * 19}" ry="${138 - n * 19}" fill="none" stroke="#fff" stroke-opacity=".4" stroke-width="9" stroke-dasharray="3 9"/>`;

export const TEXTILES = {
  'linen-throw': scene(
    C.sand,
    '#d6c4a4',
    `
${shadow(200, 342, 142)}
<path d="M70 346V176a22 22 0 0 1 44 0v30h172v-30a22 22 0 0 1 44 0v170h-14v-22H84v22Z" fill="${C.bark}"/>
<rect x="92" y="118" width="216" height="120" rx="18" fill="${C.oak}"/><rect x="88" y="228" width="224" height="58" rx="15" fill="${C.oak}"/><rect x="88" y="228" width="224" height="12" rx="6" fill="#fff" opacity=".16"/>
<path d="M164 106c24-8 84-10 116 0 10 60 10 130 4 222-40 6-84 6-122 0 8-80 10-160 2-222Z" fill="${C.moss}"/>
<path d="M186 106c6 70 4 150-2 222M222 102c6 80 6 150 2 230M258 104c6 76 4 150 0 226" stroke="${C.forest}" stroke-opacity=".3" stroke-width="5" fill="none"/>
<path d="M166 126c30-6 84-6 116 0M160 304c40 6 84 6 126 0" stroke="${C.straw}" stroke-width="5" fill="none" opacity=".85"/>
${fringe(328, 162, 286, C.moss)}`,
  ),

  'wool-cushion': scene(
    C.blush,
    '#d8b7a2',
    `
${shadow(200, 334, 140)}
<path d="M76 112c40 16 208 16 248 0 16 46 18 164 0 216-44-14-204-14-248 0-18-52-16-170 0-216Z" fill="${C.cream}"/>
<path d="M246 121c32-1 60-4 78-9 16 46 18 164 0 216-18-6-46-9-76-10 10-60 8-130-2-197Z" fill="${C.linen}" opacity=".6"/>
<path d="M118 122c-10 60-10 140 0 196l34-3c-8-60-8-126 0-190Z" fill="${C.clay}"/><path d="M168 126c-7 62-7 126 0 188h9c-7-62-7-126 0-188Z" fill="${C.ochre}"/>
${[0, 1, 2, 3, 4, 5, 6].map((i) => `<path d="M92 ${142 + i * 26}q108 14 216 0" stroke="${C.walnut}" stroke-opacity=".1" stroke-width="2" fill="none"/>`).join('')}
<path d="M76 112c40 16 208 16 248 0" stroke="#fff" stroke-width="4" fill="none" opacity=".7"/>`,
  ),

  'tea-towels': scene(
    C.mist,
    '#b6c5c8',
    `
<rect x="40" y="70" width="320" height="12" rx="6" fill="${C.oak}"/><circle cx="56" cy="76" r="10" fill="${C.bark}"/><circle cx="344" cy="76" r="10" fill="${C.bark}"/>
<path d="M86 72h104v232c-30 8-72 8-104 0Z" fill="${C.cream}"/><path d="M160 72h30v232c-10 3-20 4-30 5Z" fill="${C.linen}" opacity=".7"/>
${[230, 246, 270].map((y, i) => `<path d="M86 ${y}q52 12 104 0" stroke="${C.slate}" stroke-width="${i === 2 ? 11 : 5}" fill="none"/>`).join('')}
<path d="M212 72h104v258c-30 8-72 8-104 0Z" fill="${C.slate}"/><path d="M212 72h28v263c-10-1-20-2-28-5Z" fill="#fff" opacity=".12"/>
${[0, 1, 2, 3, 4, 5].map((i) => `<path d="M212 ${110 + i * 40}q52 10 104 0" stroke="${C.cream}" stroke-opacity=".8" stroke-width="3" fill="none"/>`).join('')}${[238, 264, 290].map((x) => `<path d="M${x} 72v262" stroke="${C.cream}" stroke-opacity=".8" stroke-width="3"/>`).join('')}`,
  ),

  'jute-rug': flat(
    '#d9cdb8',
    `
<ellipse cx="206" cy="212" rx="178" ry="148" fill="#2b2a26" opacity=".15"/><ellipse cx="200" cy="200" rx="178" ry="148" fill="${C.oak}"/>
${[0, 1, 2, 3, 4, 5, 6].map((n) => ring(n, n === 1 || n === 4 ? C.forest : n === 5 ? C.clay : n % 2 ? C.ochre : C.oak)).join('')}<ellipse cx="200" cy="200" rx="36" ry="9" fill="${C.bark}"/>`,
  ),
};
