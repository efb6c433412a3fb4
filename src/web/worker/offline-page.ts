/** What stands in place of a page of the server while it cannot be reached: words only, everything within. */
import { en } from './texts.en.ts';
import { es } from './texts.es.ts';

const STYLE =
  ':root{color-scheme:light dark}body{margin:0;font:17px/1.45 "Segoe UI","Noto Sans",Arial,sans-serif;background:#fbf8f3;color:#231a1f}' +
  'main{max-width:640px;margin:0 auto;padding:32px 16px}h1{font-size:26px;line-height:1.2;border-top:8px solid #9b1b4b;padding-top:16px}' +
  '@media (prefers-color-scheme:dark){body{background:#191417;color:#f3ece6}h1{border-color:#f08bb0}}';

/** `sending`: a form was on its way. */
export function offlinePage({ english, sending }: { readonly english: boolean; readonly sending: boolean }): Response {
  const t = english ? en : es;
  const page = `<!doctype html>
<html lang="${english ? 'en' : 'es'}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${t.offlineTitle} · Digna</title><style>${STYLE}</style></head>
<body><main><h1>${t.offlineTitle}</h1><p>${t.offlineServerPage}</p><p>${sending ? t.offlineNotSent : t.offlineAgain}</p></main></body>
</html>`;
  return new Response(page, {
    status: 503,
    headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store', 'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'" },
  });
}
