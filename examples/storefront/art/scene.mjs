// The pictures are drawn here, by hand: flat shapes, a table, one light from the upper left.

export const C = {
  forest: '#2f4a3c',
  moss: '#6f8560',
  leaf: '#8fa57b',
  sage: '#dde4d3',
  clay: '#b9623f',
  brick: '#9c4d30',
  blush: '#ecd6c6',
  ochre: '#d4a046',
  straw: '#f1e2bd',
  oak: '#bd9263',
  bark: '#94693f',
  walnut: '#6b4a31',
  cream: '#f7f1e5',
  linen: '#dccfb8',
  sand: '#eee4d2',
  mist: '#d8e2e4',
  slate: '#56707c',
  night: '#31424a',
  iron: '#3a3d3c',
  steel: '#aab4b5',
  silver: '#cfd6d5',
  shine: '#ffffff',
};

/** A soft shadow under what stands on the table. */
export const shadow = (cx, cy, rx, ry = rx * 0.12) =>
  `<ellipse cx="${cx}" cy="${cy}" rx="${rx}" ry="${ry}" fill="#2b2a26" opacity=".16"/>`;

/** A picture of 400 × 400: wall, table and what stands on it. */
export const scene = (wall, table, body) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 400">
<rect width="400" height="400" fill="${wall}"/><circle cx="120" cy="90" r="190" fill="#fff" opacity=".16"/>
<rect y="296" width="400" height="104" fill="${table}"/><rect y="296" width="400" height="3" fill="#fff" opacity=".35"/>
${body}
</svg>`;

/** A picture seen from above: one ground, no table's edge. */
export const flat = (ground, body) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 400">
<rect width="400" height="400" fill="${ground}"/><circle cx="90" cy="70" r="230" fill="#fff" opacity=".15"/>
${body}
</svg>`;

/** A leaf from (x, y), `length` long, turned by `turn` degrees. */
export const leaf = (x, y, length, turn, fill) =>
  `<g transform="translate(${x} ${y}) rotate(${turn})"><path d="M0 0C${length * 0.25} ${-length * 0.3} ${length * 0.75} ${-length * 0.3} ${length} 0C${length * 0.75} ${length * 0.3} ${length * 0.25} ${length * 0.3} 0 0Z" fill="${fill}"/><path d="M${length * 0.06} 0H${length * 0.86}" stroke="#fff" stroke-opacity=".28" stroke-width="1.5"/></g>`;
