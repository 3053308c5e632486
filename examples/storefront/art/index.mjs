import { GARDEN } from './garden.mjs';
import { HERO } from './hero.mjs';
import { KITCHEN } from './kitchen.mjs';
import { LIGHT } from './light.mjs';
import { TABLE } from './table.mjs';
import { TEXTILES } from './textiles.mjs';

/** All pictures, by the product they show; `hero` is the home page's. */
export const PICTURES = { ...KITCHEN, ...TABLE, ...TEXTILES, ...LIGHT, ...GARDEN, hero: HERO };
