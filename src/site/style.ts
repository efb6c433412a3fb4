/** The style of the pages of the public site, sent inside them: what is seen first needs no second request. Colours: tokens of the identity. */
import { createHash } from 'node:crypto';

export const PAGE_STYLE = `:root{color-scheme:light dark;--paper:#fbf8f3;--surface:#fff;--sal:#f2ebe1;--ink:#231a1f;--ink-2:#5a4c50;--line:#e2d9cc;--aguayo:#9b1b4b;--on-aguayo:#fff;--titicaca:#1d5a78;--puna:#2f6246;--ocre:#8a5200;--ocre-tint:#fbefd7;--none:#f2ebe1;--low:#c9dfea;--mid:#7fb2cc;--high:#1d5a78;--outline:#fff}
@media (prefers-color-scheme:dark){:root{--paper:#191417;--surface:#211a1e;--sal:#2a2226;--ink:#f3ece6;--ink-2:#c4b6b2;--line:#3a2f34;--aguayo:#f08bb0;--on-aguayo:#191417;--titicaca:#86bfdd;--puna:#86c7a3;--ocre:#e5b45b;--ocre-tint:#35290f;--none:#2a2226;--outline:#191417}}
*{box-sizing:border-box;margin:0}
body{background:var(--paper);color:var(--ink);font:17px/1.45 'Source Sans 3','Segoe UI','Noto Sans',Arial,sans-serif}
a{color:var(--titicaca);text-underline-offset:3px}
:focus-visible{outline:3px solid var(--titicaca);outline-offset:2px}
.skip{position:absolute;left:-999px}.skip:focus{left:8px;top:8px;background:var(--surface);padding:8px;z-index:1}
.wide{max-width:1120px;margin:0 auto;padding:0 16px}
.top{background:var(--surface)}.top .wide{display:flex;align-items:center;justify-content:space-between;gap:16px;min-height:56px}
.brand{display:flex;align-items:center;gap:10px;font-weight:700;color:var(--ink)}
.top a{min-height:44px;display:inline-flex;align-items:center}
.band{display:block}
.site{background:var(--surface);border-bottom:1px solid var(--line)}.site .wide{display:flex;flex-wrap:wrap;gap:0 24px}
.site a{display:inline-flex;min-height:48px;align-items:center;font-size:16px;text-decoration:none;border-bottom:3px solid transparent}.site a[aria-current]{border-color:var(--aguayo)}
@media (max-width:420px){.site .wide{justify-content:space-between;gap:0 8px}.site a{font-size:15px}}
.words{gap:20px}.words>section+section{margin-top:12px}
.title{font-size:30px;line-height:1.2;font-weight:700;color:var(--ink)}
.event{display:grid;grid-template-columns:44px 1fr;gap:4px 12px;align-items:start}
.date{display:grid;justify-items:center;padding-top:4px;font-size:15px;line-height:1.2;color:var(--ink-2)}.date b{font-size:28px;line-height:1;color:var(--ink);font-variant-numeric:tabular-nums}
.event>div{display:grid;gap:8px;min-width:0}.event h2{font-size:20px;margin:0}.event ul{list-style:none;padding:0;display:grid;gap:2px}
.facts{display:grid;gap:2px}.facts div{display:flex;flex-wrap:wrap;gap:0 8px}.facts dt{color:var(--ink-2)}.facts dd{margin:0}
.acts{display:flex;flex-wrap:wrap;gap:8px 16px;align-items:center;margin-top:4px}
.heard{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.button{display:inline-flex;align-items:center;justify-content:center;min-height:48px;padding:0 20px;border-radius:8px;background:var(--aguayo);color:var(--on-aguayo);font-weight:650;text-decoration:none}
.sharing{display:inline-flex;flex-wrap:wrap;align-items:center;gap:0 12px}.items .sharing{margin-top:8px}.first .acts{margin-top:20px}
.share{min-height:48px;padding:0 16px;border:1px solid var(--titicaca);border-radius:8px;background:none;color:var(--titicaca);font:inherit;font-size:16px;font-weight:650;cursor:pointer}
.plain{display:inline-flex;align-items:center;min-height:48px}
.stack{display:grid;gap:16px;align-content:start}.read{max-width:70ch;display:grid;gap:28px}.read p+p,.read ul{margin-top:8px}.read ul{padding-left:20px}
.items li>a{font-weight:650;font-size:18px}
.demo{background:var(--ocre-tint);color:var(--ocre);font-weight:600;font-size:15px;padding:6px 0}
main{display:grid;gap:40px;padding-top:24px!important;padding-bottom:40px!important}
main>*{min-width:0}
h1{font-size:18px;font-weight:600;color:var(--ink-2)}
h2{font-size:22px;line-height:1.25;margin-bottom:12px}
h3{font-size:18px;line-height:1.3}
.first{display:grid;gap:32px}
.lead{max-width:62ch;margin-top:8px}
.large{margin-top:16px}
.large>b{display:block;font-size:84px;line-height:1;font-weight:800;letter-spacing:-.02em}
.large.is-short>b{font-size:56px}
.large>.name{font-size:22px;line-height:1.3;font-weight:650;max-width:26ch;margin:8px 0}
.breakdowns{display:grid;gap:12px;margin-top:16px}
.meta{font-size:15px;font-weight:400;color:var(--ink-2);max-width:70ch}
.bar{display:block;width:100%;max-width:520px;height:28px;margin:8px 0 4px}
.bar .women{fill:var(--titicaca)}.bar .rest{fill:var(--sal);stroke:var(--ink-2);stroke-width:1}
.groups{list-style:none;padding:0;display:flex;flex-wrap:wrap;gap:4px 20px;font-size:16px}
.groups b{font-variant-numeric:tabular-nums}
.chip{display:inline-block;font-size:14px;font-weight:650;padding:1px 8px;border:1.5px solid;border-radius:4px;white-space:nowrap}
.chip.counted{color:var(--titicaca)}.chip.delivered{color:var(--puna)}.chip.declared{color:var(--ocre)}.chip.none{color:var(--ink-2);border-style:dashed}
.map svg{display:block;width:100%;max-width:460px;height:auto}
.map a path{fill:var(--none);stroke:var(--outline);stroke-width:1.5}
.map a:hover path,.map a:focus-visible path{stroke:var(--aguayo);stroke-width:3}
.map .low path,.key.low{fill:var(--low)}.map .mid path,.key.mid{fill:var(--mid)}.map .high path,.key.high{fill:var(--high)}.map .none path,.key.none{fill:var(--none)}.map .hid path{fill:url(#hid)}.key.hid{fill:url(#hid)}.key{stroke:var(--ink-2);stroke-width:.5}
.map text{font-size:12.5px;font-weight:650;text-anchor:middle;fill:#231a1f;pointer-events:none}
.map text.on-high{fill:#fff}.map text.on-none,.map text.on-hid,.map text.out{fill:var(--ink)}.map text.on-hid{paint-order:stroke;stroke:var(--paper);stroke-width:3px}.map .leader{stroke:var(--ink-2);stroke-width:1}
.legend{list-style:none;padding:0;display:flex;flex-wrap:wrap;gap:4px 16px;font-size:15px;margin:8px 0}
.legend li{display:flex;align-items:center;gap:6px}.legend svg{width:18px;height:18px}
.choose{display:flex;flex-wrap:wrap;gap:4px 16px;padding:0;list-style:none}
.choose a,.links a{display:inline-flex;min-height:44px;align-items:center}
[aria-current]{font-weight:700;color:var(--aguayo)}
caption{text-align:left;padding:8px 0}table{border-collapse:collapse;width:100%;max-width:520px;font-size:16px}
th,td{text-align:left;padding:7px 8px;border-bottom:1px solid var(--line);vertical-align:top;overflow-wrap:anywhere}
th{font-weight:600}thead th{font-size:15px;color:var(--ink-2)}
.number{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
tr:target{background:var(--ocre-tint);outline:2px solid var(--ocre)}
.cards{display:grid;gap:16px}
.card{background:var(--surface);border:1px solid var(--line);border-radius:8px;padding:16px;display:grid;gap:14px;align-content:start}
.card h3 span{color:var(--ink-2);font-weight:400;margin-right:6px}
.figure{display:grid;gap:4px;justify-items:start}
.figure b{font-size:19px}
.list{list-style:none;padding:0;background:var(--surface);border:1px solid var(--line);border-radius:8px}
.list li{padding:12px 16px;display:grid;gap:2px;justify-items:start}.list li+li{border-top:1px solid var(--line)}
.sources{display:grid;grid-template-columns:repeat(auto-fit,minmax(130px,1fr));gap:8px 20px;width:100%}
.how{display:grid;gap:16px}.how div{display:grid;gap:4px;place-items:start;align-content:start}
footer{background:var(--sal);padding:20px 0;font-size:15px}
.links{display:flex;flex-wrap:wrap;gap:0 20px}
@media (min-width:900px){.first.has-map{grid-template-columns:1fr 460px;gap:56px}.cards{grid-template-columns:repeat(4,1fr)}.how{grid-template-columns:repeat(4,1fr)}.pair{display:grid;grid-template-columns:1fr 1fr;gap:32px}.large:not(.is-short)>b{font-size:104px}}
@media (min-width:600px) and (max-width:899px){.cards,.how{grid-template-columns:1fr 1fr}}
@media (max-width:899px){.pair{display:grid;gap:40px}}
@media print{:root{color-scheme:light}.top a,.site,.acts,.sharing,.choose,.links,.skip{display:none}body{background:#fff;font-size:12pt}main{gap:20px}.card,.list li,table,.map{break-inside:avoid}.map *{print-color-adjust:exact}a{color:inherit}}
.embed{padding:16px;background:var(--surface);min-height:100vh;display:grid;gap:4px;align-content:start}
.embed b{font-size:56px;line-height:1.05;font-weight:800}.embed h1{font-size:18px;color:var(--ink)}`;

/** What the content security policy names it by. */
export const PAGE_STYLE_HASH = `'sha256-${createHash('sha256').update(PAGE_STYLE).digest('base64')}'`;
