/** The panel's style, in its shadow root; `!important` there is stronger than anything the page says of the host. */
export const style = `
:host{all:initial!important;position:fixed!important;inset-block-start:8px!important;inset-inline-end:8px!important;z-index:2147483647!important;display:block!important;width:min(440px,100vw - 16px)!important;}
*{box-sizing:border-box;}
section{--p:#fff;--s:#f1f3f6;--t:#1a222d;--q:#515c6b;--e:#7a8594;--y:#14663a;--n:#a3231b;--w:#7a4b00;display:flex;flex-direction:column;max-height:min(46svh,620px);overflow:hidden;background:var(--p);color:var(--t);border:1px solid var(--e);border-radius:10px;box-shadow:0 8px 32px #0004;font:13px/1.45 system-ui,sans-serif;text-align:left;color-scheme:light dark;}
@media (prefers-color-scheme:dark){section{--p:#171b21;--s:#232933;--t:#f2f4f7;--q:#b3bcc8;--e:#7d8898;--y:#7ddba0;--n:#ff9d93;--w:#f0c060;}}
header{display:flex;align-items:center;gap:6px;padding:6px 6px 6px 12px;background:var(--s);border-bottom:1px solid var(--e);}
section[data-small] header{border:0;}
h2{flex:1;min-width:0;margin:0;font-size:13px;font-weight:600;overflow-wrap:anywhere;}
h2 span{font-weight:400;color:var(--q);}
[data-body]{overflow:auto;overscroll-behavior:contain;padding-bottom:6px;}
section[data-small] [data-body]{display:none;}
button{min-width:28px;min-height:28px;padding:2px 8px;border:1px solid var(--e);border-radius:6px;background:var(--p);color:var(--t);font:inherit;cursor:pointer;}
button:hover{background:var(--s);}
:focus-visible{outline:3px solid var(--t);outline-offset:-3px;}
summary{cursor:pointer;min-height:28px;padding:4px 12px;}
[data-part]>summary{font-weight:600;border-top:1px solid color-mix(in srgb,var(--e) 45%,var(--p));}
[data-part]:first-child>summary{border-top:0;}
p{margin:0;padding:2px 12px 6px;color:var(--q);overflow-wrap:anywhere;}
p button{margin-inline-end:6px;}
ul,dl{margin:0;padding:0 12px 6px;list-style:none;}
li{display:flex;flex-wrap:wrap;gap:0 8px;padding:2px 0;}
li b,summary b{font-weight:600;overflow-wrap:anywhere;}
dl{display:grid;grid-template-columns:max-content 1fr;gap:2px 12px;}
dt{color:var(--q);}
dd{margin:0;min-width:0;overflow-wrap:anywhere;white-space:pre-wrap;}
[data-line]>summary{display:flex;flex-wrap:wrap;gap:0 8px;padding-block:3px;border-top:1px solid color-mix(in srgb,var(--e) 20%,var(--p));}
[data-line]>summary::before{content:'▸'/'';color:var(--q);}
[data-line][open]>summary::before{content:'▾'/'';}
[data-line]>dl{padding:2px 12px 8px;background:var(--s);padding-top:6px;}
time,.quiet{color:var(--q);}
time{font-variant-numeric:tabular-nums;}
.yes{color:var(--y);}
.no{color:var(--n);}
.wait{color:var(--w);}
.end{margin-inline-start:auto;}
@media (min-width:640px){section{max-height:min(64svh,620px);}}
@media print{:host{display:none!important;}}
`;
