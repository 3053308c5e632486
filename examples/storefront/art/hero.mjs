import { C, leaf, shadow } from './scene.mjs';

const frond = (x, y, turn, tone) =>
  `<g transform="translate(${x} ${y}) rotate(${turn})"><path d="M0 0Q60-8 150 0" stroke="${tone}" stroke-width="4" fill="none"/>${Array.from({ length: 8 }, (_, i) => leaf(18 + i * 16, -2, 46 - i * 4, -58, tone) + leaf(18 + i * 16, -2, 46 - i * 4, 58, tone)).join('')}${leaf(146, 0, 20, 0, tone)}</g>`;

/** The picture of the home page, 960 × 560: a shelf at a window, with a fern. */
export const HERO = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 960 560">
<rect width="960" height="560" fill="#dfd8c6"/>
<path d="M300 430V210a180 180 0 0 1 360 0v220Z" fill="#f6efdc"/><path d="M318 430V214a162 162 0 0 1 324 0v216Z" fill="#cfdccb"/>
<circle cx="566" cy="170" r="44" fill="#f6dfa4"/><path d="M318 360q80-66 162-20t162-30v120H318Z" fill="${C.leaf}"/><path d="M318 396q90-40 170-8t154-16v58H318Z" fill="${C.moss}"/>
<path d="M480 54v376M318 250h324" stroke="#f6efdc" stroke-width="9"/>
<path d="M642 214v216L960 560V330Z" fill="#fff8e6" opacity=".3"/>
<rect y="430" width="960" height="24" fill="${C.oak}"/><rect y="430" width="960" height="6" fill="#fff" opacity=".28"/><rect y="454" width="960" height="106" fill="#cfc5ae"/><rect y="454" width="960" height="12" fill="#2b2a26" opacity=".1"/>
<path d="M780 0v92" stroke="${C.iron}" stroke-width="4"/><path d="M708 172c0-50 32-84 72-84s72 34 72 84Z" fill="${C.forest}"/><ellipse cx="780" cy="172" rx="72" ry="10" fill="#fff3cf"/><path d="M710 176h140l84 254H626Z" fill="#fff3cf" opacity=".28"/>
${shadow(176, 431, 84, 7)}
${frond(176, 306, -150, C.moss)}${frond(176, 306, -32, C.moss)}${frond(176, 306, -122, C.forest)}${frond(176, 306, -62, C.forest)}${frond(176, 306, -92, C.moss)}${frond(176, 306, 8, C.leaf)}${frond(176, 306, 172, C.leaf)}
<path d="M112 318h128l-20 112h-88Z" fill="${C.clay}"/><path d="M196 318h44l-20 112h-34Z" fill="#2b2a26" opacity=".13"/><rect x="104" y="298" width="144" height="28" rx="6" fill="#c9764f"/>
${shadow(404, 431, 54, 6)}<path d="M386 300h36c-2 24 2 32 16 48 14 18 18 36 15 54-2 16-12 28-28 28h-42c-16 0-26-12-28-28-3-18 1-36 15-54 14-16 18-24 16-48Z" fill="#fff" opacity=".66"/><path d="M366 372h76c12 22 10 58-17 58h-42c-27 0-29-36-17-58Z" fill="${C.slate}" opacity=".35"/><path d="M372 378c-6 14-6 26-2 38" stroke="#fff" stroke-width="6" fill="none" stroke-linecap="round"/>
${shadow(548, 431, 84, 7)}<circle cx="510" cy="342" r="24" fill="${C.clay}"/><circle cx="556" cy="338" r="27" fill="${C.ochre}"/><circle cx="598" cy="344" r="22" fill="${C.brick}"/><path d="M456 356h184c0 44-32 68-62 74h-60c-30-6-62-30-62-74Z" fill="${C.cream}"/><path d="M586 356h54c0 44-32 68-62 74h-26c24-18 34-44 34-74Z" fill="${C.linen}" opacity=".8"/><path d="M456 366v-10h184v10c-20 14-44-2-70 8s-50 0-70-4-32 4-44-4Z" fill="${C.ochre}"/>
${shadow(786, 431, 96, 7)}<rect x="706" y="400" width="156" height="30" rx="3" fill="${C.forest}"/><rect x="718" y="372" width="138" height="28" rx="3" fill="${C.blush}"/><rect x="712" y="348" width="126" height="24" rx="3" fill="${C.slate}"/><path d="M724 400v30M742 372v28M728 348v24" stroke="#fff" stroke-opacity=".5" stroke-width="3"/>
<path d="M748 296h60v36c0 10-6 16-16 16h-28c-10 0-16-6-16-16Z" fill="${C.cream}"/><path d="M806 304c20-4 22 28-2 28" fill="none" stroke="${C.linen}" stroke-width="7"/><path d="M748 302v-6h60v8c-20 8-40-4-60-2Z" fill="${C.moss}"/>
</svg>`;
