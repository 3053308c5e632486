// What Fernwood sells. Prices are in euro.

export const CURRENCY = 'EUR';

export const CATEGORIES = [
  { id: 'kitchen', name: 'Kitchen', line: 'Tools that get better with every meal.' },
  { id: 'table', name: 'Table', line: 'Stoneware and glass for every day, not for the cupboard.' },
  { id: 'textiles', name: 'Textiles', line: 'Linen, wool and jute, woven to last.' },
  { id: 'light', name: 'Light', line: 'Warm light for long evenings.' },
  { id: 'garden', name: 'Garden', line: 'For balconies, window sills and muddy boots.' },
];

const product = (id, category, name, price, made, text) => ({ id, category, name, price, made, text });

export const PRODUCTS = [
  product(
    'oak-board',
    'kitchen',
    'Oak cutting board',
    42,
    'Oiled European oak, 40 × 26 cm',
    'One plank, no glue lines, with a thumb groove where your hand wants it. Turn it over for bread.',
  ),
  product(
    'enamel-pot',
    'kitchen',
    'Enamel pot',
    129,
    'Cast iron, enamelled, 4 litres',
    'Heavy enough to hold its heat through a whole Sunday stew, handsome enough to carry to the table.',
  ),
  product(
    'kettle',
    'kitchen',
    'Stovetop kettle',
    64,
    'Steel and beech, 1.6 litres',
    'Boils on gas and induction, pours without a drip, and whistles a third rather than a shriek.',
  ),
  product(
    'chefs-knife',
    'kitchen',
    'Chef’s knife',
    88,
    'Carbon steel, walnut handle, 20 cm',
    'A thin, easy blade that takes an edge in a few strokes. It will darken with use, as it should.',
  ),
  product(
    'stone-mug',
    'table',
    'Stoneware mug',
    18,
    'Speckled stoneware, 320 ml',
    'Thrown a little wider than usual, so that tea cools just as fast as you drink it.',
  ),
  product(
    'dinner-plates',
    'table',
    'Dinner plates, set of four',
    72,
    'Reactive glaze, 27 cm',
    'The glaze breaks differently on every rim: four plates of one family, no two alike.',
  ),
  product(
    'carafe',
    'table',
    'Carafe with tumblers',
    39,
    'Recycled glass, 1 litre',
    'Blown from window glass that has seen other houses. Two tumblers nest on the neck.',
  ),
  product(
    'serving-bowl',
    'table',
    'Serving bowl',
    46,
    'Stoneware, 30 cm',
    'Deep enough for a salad for six, plain enough for a heap of lemons in between.',
  ),
  product(
    'linen-throw',
    'textiles',
    'Linen throw',
    95,
    'Washed linen, 140 × 200 cm',
    'Woven heavy and washed soft. Cool in August, warm enough in October.',
  ),
  product(
    'wool-cushion',
    'textiles',
    'Wool cushion',
    54,
    'New wool, feather filling, 45 cm',
    'A plain weave with one stripe that nobody asked for and everybody likes.',
  ),
  product(
    'tea-towels',
    'textiles',
    'Tea towels, pair',
    22,
    'Half linen, 50 × 70 cm',
    'They dry a wine glass without a thread of lint, which is all that one asks of a tea towel.',
  ),
  product(
    'jute-rug',
    'textiles',
    'Jute rug',
    140,
    'Hand-braided jute, 120 × 180 cm',
    'Braided in long ovals, without a back side: turn it in spring.',
  ),
  product(
    'desk-lamp',
    'light',
    'Desk lamp',
    119,
    'Powder-coated steel, brass joints',
    'Stays where you leave it. The shade is white inside, so that the light is warm and wide.',
  ),
  product(
    'paper-pendant',
    'light',
    'Paper pendant',
    68,
    'Mulberry paper, 45 cm',
    'A moon for the dining table. Comes flat in a letter, opens in a minute.',
  ),
  product(
    'beeswax-candles',
    'light',
    'Beeswax candles, four',
    26,
    'Pure beeswax, 24 cm',
    'Hand-dipped, slow, and with the faint smell of a summer meadow.',
  ),
  product(
    'lantern',
    'light',
    'Garden lantern',
    58,
    'Galvanised steel and glass',
    'Takes a thick candle and a stiff breeze. Rust will find it in about ten years.',
  ),
  product(
    'watering-can',
    'garden',
    'Watering can',
    48,
    'Galvanised steel, 5 litres',
    'Balanced when full and light when empty; the rose comes off for seedlings.',
  ),
  product(
    'terracotta-pots',
    'garden',
    'Terracotta pots, three',
    34,
    'Frost-proof terracotta, 12 to 20 cm',
    'Turned and fired in small batches. The clay breathes, the roots thank you.',
  ),
  product(
    'secateurs',
    'garden',
    'Secateurs',
    44,
    'Forged steel, replaceable blade',
    'A clean cut, a catch that a gloved thumb can find, and spare parts for as long as we exist.',
  ),
  product(
    'herb-seeds',
    'garden',
    'Herb seeds, six packets',
    16,
    'Organic, for sill and bed',
    'Basil, thyme, dill, chervil, sage and a surprise. Sow from March, eat from May.',
  ),
];

export const productOf = (id) => PRODUCTS.find((one) => one.id === id);
export const categoryOf = (id) => CATEGORIES.find((one) => one.id === id);

const PRICE = new Intl.NumberFormat('en-IE', { style: 'currency', currency: CURRENCY });
export const price = (amount) => PRICE.format(amount);

/** A product as an item of an event (GA4's field names). */
export const item = ({ id, name, category, price: amount }, quantity) => ({
  item_id: id,
  item_name: name,
  item_category: category,
  price: amount,
  ...(quantity ? { quantity } : {}),
});

/** Products whose name, material or text has all the words. */
export function search(words) {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  if (wanted.length === 0) return [];
  const text = (one) => `${one.name} ${one.made} ${one.text} ${one.category}`.toLowerCase();
  return PRODUCTS.filter((one) => wanted.every((word) => text(one).includes(word)));
}
