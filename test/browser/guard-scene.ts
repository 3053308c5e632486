import { openScene, type Scene } from './scene.ts';
import { guarding, type Visitor } from './visitor.ts';

/** Somebody on a page whose banner is guarded, and all that the console was told. */
export type Guarded = Visitor & { told: string[] };

/** Stores that bend the banner, or show it twice. */
export function openGuardScene(): Scene & { guarded(path: string): Promise<Guarded> } {
  const scene = openScene({
    pages: (collector) => {
      const tag = `<script src="${collector}/s/demo.js" data-region="DE"></script>`;
      const store =
        '<h1>A store</h1><input id="q"><button id="cart">Add to cart</button><a href="#x">More</a>';
      const themed = (rules: string): { html: string } => ({
        html: `<style>:root{${rules}}</style>${store}${tag}`,
      });
      return {
        '/plain': { html: store + tag },
        '/twice': { html: `${store}${tag}${tag}` },
        '/copies': {
          html: `${store}${tag}<script>setTimeout(() => { delete window.sayso; document.body.append(Object.assign(document.createElement('script'), { src: '${collector}/s/demo.js' })) }, 300)</script>`,
        },
        '/pale': themed('--sayso-accent: rgb(0 0 0 / 4%)'),
        '/same': themed('--sayso-surface: #777; --sayso-text: #888'),
        '/glass': themed('--sayso-surface: transparent'),
        '/brand': themed(
          '--sayso-accent: oklch(0.45 0.2 25); --sayso-radius: 0; --sayso-font: Georgia, serif',
        ),
        '/before': { html: `${tag}<div id="app">From the server</div>` },
        '/strict': {
          html: `<style nonce="n">@layer evil{sayso-banner [data-action=reject-all]{opacity:.2!important}}</style>${store}${tag.replace('<script', '<script nonce="n"')}`,
          headers: {
            'content-security-policy': `default-src 'none'; script-src 'nonce-n'; style-src 'nonce-n'; connect-src ${collector}`,
          },
        },
      };
    },
  });
  return Object.assign(scene, {
    /** Opens a page, and waits for the guard. */
    async guarded(path: string): Promise<Guarded> {
      const visitor = await scene.visit();
      const told: string[] = [];
      visitor.page.on(
        'console',
        (message) => message.text().startsWith('Sayso') && told.push(message.text()),
      );
      await visitor.open(path);
      await visitor.page.locator('[data-action=reject-all]:visible').first().waitFor();
      await guarding(visitor);
      await visitor.page.waitForTimeout(300);
      return Object.assign(visitor, { told });
    },
  });
}
