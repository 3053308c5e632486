import { openPixel } from '@sayso/sdk/shopify-pixel';
import { register } from '@shopify/web-pixels-extension';

register(openPixel);
