/**
 * The first layer's style; `&` is the host. `adopt` makes everything `!important` inside a cascade layer,
 * where the order turns round: it wins over whatever the store says outside layers. `all` takes the store's
 * rules away first, and what the host would inherit. Open to the store: `--sayso-accent`, `--sayso-radius`,
 * `--sayso-font`. The text on a store's accent is black or white by its lightness
 * (at CIE L 49.4 either has 4.6:1).
 */
export const style = `
& *{all:revert;box-sizing:border-box;}
&::before,&::after,& ::before,& ::after{content:none;}
&{--p:#fff;--t:#1a222d;--q:#4a5462;--e:#858d99;--f:#1d5fd1;--o:#fff;--a:var(--sayso-accent,#1f2937);--r:var(--sayso-radius,10px);all:initial;display:contents;color:var(--t);color-scheme:light dark;font-family:var(--sayso-font,inherit);font-size:max(15px,.9375rem);line-height:1.5;}
@media (prefers-color-scheme:dark){&{--p:#171b21;--t:#f2f4f7;--q:#b7bfca;--e:#78818e;--f:#8db8ff;--o:#12161c;--a:var(--sayso-accent,#e6eaf0);}}
@supports (color:lab(from red l a b)){&{--i:lab(from var(--sayso-accent) calc((49.4 - l)*999) 0 0);}}
&[popover]{position:fixed;inset:auto 0 0;z-index:2147483647;box-sizing:border-box;display:grid;gap:4px 32px;width:100%;max-width:1120px;max-height:50vh;max-height:50svh;margin:0 auto;padding:18px 18px max(6px,env(safe-area-inset-bottom));overflow:auto;overscroll-behavior:contain;background:var(--p);border:1px solid var(--e);border-radius:16px 16px 0 0;box-shadow:0 8px 40px #0003;}
& h2{margin:0;font-size:1.2em;line-height:1.3;}
& p,& ul{margin:6px 0 0;padding:0;color:var(--q);}
& li{display:block;}
& b{color:var(--t);font-weight:600;}
&>div+div{position:sticky;bottom:0;display:grid;grid-template-columns:1fr 1fr;gap:8px;align-self:center;padding:6px 0;background:var(--p);}
& button{min-width:44px;min-height:44px;padding:8px 14px;border:1px solid var(--a);border-radius:var(--r);background:var(--a);color:var(--i,var(--o));font:inherit;font-weight:600;line-height:1.25;cursor:pointer;}
& [data-action=customise]{grid-column:1/-1;border-color:var(--e);background:var(--p);color:var(--t);}
& a{justify-self:center;padding:10px 12px;color:var(--t);}
& a,& button:hover{text-decoration:underline;text-underline-offset:3px;}
& :focus-visible{outline:3px solid var(--f);outline-offset:2px;}
&>[role=status]{position:fixed;overflow:hidden;width:1px;height:1px;clip-path:inset(50%);}
:root:has(>body>&[popover]){scroll-padding-bottom:50vh;padding-bottom:50vh;}
@media (max-height:420px){&>div+div{position:static;}}
@media (min-width:800px){&[popover]{bottom:16px;grid-template-columns:1fr minmax(300px,auto);width:calc(100% - 32px);padding:20px 24px 10px;border-radius:16px;}&>div:first-child{grid-row:span 2;align-self:center;padding-bottom:10px;}&>div li{display:inline;margin-inline-end:14px;}}
@media print{&{display:none;}}
`;
