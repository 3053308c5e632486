/** The second layer's style, on top of the first layer's; see style.ts. */
export const preferencesStyle = `
&{--l:#dfe3e8;}
@media (prefers-color-scheme:dark){&{--l:#343b45;}}
& dialog{width:calc(100% - 24px);max-width:600px;max-height:calc(100vh - 24px);max-height:calc(100svh - 24px);margin:auto;padding:0;overflow:auto;overscroll-behavior:contain;background:var(--p);color:var(--t);border:1px solid var(--e);border-radius:16px;box-shadow:0 16px 64px #0005;}
& dialog::backdrop{background:#0b0f1499;}
& [data-part=head]{position:sticky;top:0;z-index:1;display:flex;align-items:center;justify-content:space-between;gap:12px;padding:12px 12px 8px 20px;padding-inline:20px 12px;background:var(--p);}
& [data-part=head] h2{overflow-wrap:anywhere;}
& [data-part=head] button{flex:none;}
& [data-part=head] h2:focus{outline:none;}
& [data-part=body]{display:block;padding:0 20px 12px;}
& [data-part=body]>p:first-child{margin:0;}
& [data-part=body]>a{display:inline-block;margin-bottom:-10px;padding:10px 0;}
& [data-action=close],& [data-action=withdraw]{border-color:var(--e);background:var(--p);color:var(--t);}
& [data-part=choice]{display:flex;flex-wrap:wrap;align-items:center;justify-content:space-between;gap:8px 16px;margin-top:10px;padding:10px 14px;border:1px solid var(--e);border-radius:var(--r);}
& [data-part=choice] p{flex:1 1 15em;margin:0;}
& dialog li{display:grid;grid-template-columns:1fr auto;align-items:center;gap:0 16px;margin:0;padding:8px 0;border-bottom:1px solid var(--l);}
& dialog li:last-child{border-bottom:0;}
& label,& li>b{display:block;color:var(--t);font-weight:600;cursor:pointer;}
& li>b{cursor:auto;}
& li p{grid-column:1;margin:0;}
& li p::first-letter{text-transform:uppercase;}
& li>:nth-child(2){grid-area:1/2/span 3;}
& input{appearance:none;width:52px;height:44px;margin:0;border:0 solid transparent;border-width:8px 0;border-radius:14px/22px;background:radial-gradient(circle,var(--p) 9.5px,transparent 10px) 0/28px 28px no-repeat padding-box,var(--e) padding-box;cursor:pointer;}
& input:checked{background-color:var(--a);}
&[dir=ltr] input:checked,&[dir=rtl] input:not(:checked){background-position:100%;}
& input:disabled{opacity:.55;cursor:not-allowed;}
& [data-part=foot]{position:sticky;bottom:0;display:grid;gap:8px;padding:12px 20px max(14px,env(safe-area-inset-bottom));background:var(--p);border-top:1px solid var(--l);}
@media (min-width:560px){& [data-part=foot]{grid-auto-flow:column;grid-auto-columns:1fr;}}
@media (max-height:520px){& [data-part=head],& [data-part=foot]{position:static;}}
@media (prefers-reduced-motion:no-preference){& input{transition:background-position .15s,background-color .15s;}}
@media (forced-colors:active){& input{appearance:auto;width:24px;}}
`;
