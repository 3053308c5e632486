// For Shopify's web pixel sandbox: a worker without a page.
export type { PixelApi, PixelPrivacy, PixelSettings } from './api.ts';
export { openPixel } from './pixel.ts';
