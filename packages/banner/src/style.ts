/**
 * The first layer's style; `&` is the host. `adopt` makes everything `!important` inside a cascade layer,
 * where the order turns round: it wins over whatever the store says outside layers. `all` takes the store's
 * rules away first, and what the host would inherit. Open to the store, and told in docs/theming.md: the custom
 * properties `--sayso-accent`, `-surface`, `-text`, `-radius`, `-font` and `-bottom`. The text on a store's accent is
 * black or white by its lightness (at CIE L 49.4 either has 4.6:1). `--sayso` tells the guard that these rules hold.
 */
export const style = `
& *{all:revert;box-sizing:border-box;}
&::before,&::after,& ::before,& ::after{content:none;}
&{--sayso:1;--p:var(--sayso-surface,#fff);--t:var(--sayso-text,#1a222d);--q:color-mix(in srgb,var(--t) 80%,var(--p));--e:color-mix(in srgb,var(--t) 52%,var(--p));--a:var(--sayso-accent,var(--t));--r:var(--sayso-radius,10px);all:initial;display:contents;color:var(--t);color-scheme:light dark;font-family:var(--sayso-font,inherit);font-size:max(15px,.9375rem);line-height:1.5;}
@media (prefers-color-scheme:dark){&{--p:var(--sayso-surface,#171b21);--t:var(--sayso-text,#f2f4f7);}}
@supports (color:lab(from red l a b)){&{--i:lab(from var(--sayso-accent) calc((49.4 - l)*999) 0 0);}}
&[popover]{position:fixed;inset:auto 0 0;z-index:2147483647;box-sizing:border-box;display:grid;gap:4px 32px;width:100%;max-width:1120px;max-height:50svh;margin:0 auto;padding:16px 16px 0;overflow:auto;translate:0 calc(-1*min(var(--sayso-bottom,0px),40vh));background:var(--p);border:1px solid var(--e);border-radius:16px 16px 0 0;box-shadow:0 8px 40px #0003;}
& h2{margin:0;font-size:1.2em;}
& p,& ul{margin:6px 0 0;padding:0;color:var(--q);}
& li{display:block;}
& b{color:var(--t);font-weight:600;}
&>div+div{position:sticky;bottom:0;display:grid;grid-template-columns:1fr 1fr;gap:8px;margin:4px -16px 0;padding:10px 16px max(12px,env(safe-area-inset-bottom));background:var(--p);border-top:1px solid #8885;}
& button{min-width:44px;min-height:44px;padding:8px 14px;border:1px solid var(--a);border-radius:var(--r);background:var(--a);color:var(--i,var(--p));font:inherit;font-weight:600;line-height:1.25;overflow-wrap:anywhere;cursor:pointer;}
& [data-action=customise]{border-color:var(--e);background:var(--p);color:var(--t);}
& a{justify-self:center;align-self:center;padding:10px 0;color:var(--t);text-align:center;overflow-wrap:anywhere;}
& a,& button:hover{text-decoration:underline;text-underline-offset:3px;}
& :focus-visible{outline:3px solid var(--t);outline-offset:2px;}
&>[role=status]{position:fixed;opacity:0;pointer-events:none;}
:root:has(>body>&[popover]){scroll-padding-bottom:calc(50vh + var(--sayso-bottom,0px));padding-bottom:calc(50vh + var(--sayso-bottom,0px));}
@media (max-height:420px){&>div+div{position:static;}}
@media (min-width:640px){&[popover]{bottom:16px;width:calc(100% - 32px);border-radius:16px;}&[data-layout=box]{max-width:480px;}&[data-layout=corner]{max-width:400px;margin-inline-end:16px;}}
@media (min-width:800px){&[data-layout=bar]{grid-template-columns:1fr minmax(300px,384px);}&[data-layout=bar]>div{align-self:center;margin:0;padding:4px 8px 20px;border:0;}&[data-layout=bar]>div li{display:inline;margin-inline-end:14px;}}
@media print{&{display:none;}}
`;
