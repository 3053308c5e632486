/** The second layer's style, on top of the first layer's; see style.ts. */
export const preferencesStyle = `
&{--l:#dfe3e8;}
@media (prefers-color-scheme:dark){&{--l:#343b45;}}
& dialog{width:calc(100% - 24px);max-width:600px;max-height:calc(100vh - 24px);max-height:calc(100svh - 24px);margin:auto;padding:0;overflow:hidden;background:var(--p);color:var(--t);border:1px solid var(--e);border-radius:16px;box-shadow:0 16px 64px #0005;}
& dialog::backdrop{background:#0b0f1499;}
& dialog[open]{display:flex;flex-direction:column;}
& [data-part=head]{display:flex;align-items:center;justify-content:space-between;gap:12px;padding:12px 12px 8px 20px;padding-inline:20px 12px;}
& [data-part=head] h2{overflow-wrap:anywhere;}
& [data-part=head] button{flex:none;}
& h2:focus{outline:none;}
& [data-part=body]{display:block;min-height:0;padding:3px 20px 12px;overflow:auto;overscroll-behavior:contain;}
& [data-part=body]>p:first-child{margin:0;}
& [data-part=body]>a{display:inline-block;margin-bottom:-10px;padding:10px 0;}
& [data-action=close],& [data-action=withdraw]{border-color:var(--e);background:var(--p);color:var(--t);}
& [data-part=choice]{display:flex;flex-wrap:wrap;align-items:center;justify-content:space-between;gap:8px 16px;margin-top:10px;padding:10px 14px;border:1px solid var(--e);border-radius:var(--r);}
& [data-part=choice]>*{flex:1 1 15em;margin:0;}
& [data-part=choice]>button{flex:0 1 auto;}
& [data-part=choice]>h3,& [data-part=choice]>[role=status]{flex-basis:100%;margin:0;}
& [data-part=choice] p{margin:0;}
& h3{margin:18px 0 0;color:var(--t);font-size:1em;}
& [data-part=purposes]>li{display:grid;grid-template-columns:1fr auto;align-items:center;gap:0 16px;margin:0;padding:8px 0;border-bottom:1px solid var(--l);}
& [data-part=purposes]>li:last-child{border-bottom:0;}
& label,& [data-part=purposes]>li>b{display:block;color:var(--t);font-weight:600;cursor:pointer;}
& [data-part=purposes]>li>b{cursor:auto;}
& li p{grid-column:1;margin:0;}
& li p::first-letter{text-transform:uppercase;}
& [data-part=purposes]>li>:nth-child(2){grid-area:1/2/span 3;}
& li>details,& li>dl{grid-column:1/-1;}
& li>details{margin-bottom:-8px;}
& li>dl{margin-top:6px;}
& [data-part=choice]+p{margin-top:12px;}
& summary{min-height:44px;padding:11px 0;color:var(--t);cursor:pointer;}
& details>div{padding:0 0 12px;color:var(--q);}
& [data-part=centre]>details{border-bottom:1px solid var(--l);}
& [data-part=centre]>details:last-child{border-bottom:0;}
& [data-part=centre] summary{font-weight:600;}
& dl{margin:0;color:var(--q);overflow-wrap:anywhere;}
& dt{margin-top:6px;color:var(--t);}
& dd{margin:0 0 4px;}
& dd span::after{content:":";}
& dd a{padding:10px 0;}
& [data-part=tools]{display:flex;flex-wrap:wrap;gap:8px;margin-top:8px;}
& [data-part=tools] p{flex-basis:100%;margin:0;}
& [data-part=tools] button{border-color:var(--e);background:var(--p);color:var(--t);}
& [data-part=receipt]{padding:10px 0;border-top:1px solid var(--l);}
& input{appearance:none;width:52px;height:44px;margin:0;border:0 solid transparent;border-width:8px 0;border-radius:14px/22px;background:radial-gradient(circle,var(--p) 9.5px,transparent 10px) 0/28px 28px no-repeat padding-box,var(--e) padding-box;cursor:pointer;}
& input:checked{background-color:var(--a);}
&[dir=ltr] input:checked,&[dir=rtl] input:not(:checked){background-position:100%;}
& input:disabled{opacity:.55;cursor:not-allowed;}
& [data-part=foot]{display:grid;gap:8px;padding:12px 20px max(14px,env(safe-area-inset-bottom));border-top:1px solid var(--l);}
@media (min-width:560px){& dl{display:grid;grid-template-columns:minmax(7em,1fr) 3fr;gap:4px 14px;}& dt{grid-column:1;margin:0;}& dd{grid-column:2;}& [data-part=foot]{grid-auto-flow:column;grid-auto-columns:1fr;}}
@media (max-height:520px){& dialog[open]{display:block;overflow:auto;}}
@media (prefers-reduced-motion:no-preference){& input{transition:background-position .15s,background-color .15s;}}
@media (forced-colors:active){& input{appearance:auto;width:24px;}}
`;
