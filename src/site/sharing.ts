/**
 * A button that shares something of the public site through the share sheet of the device, by which it goes to WhatsApp or to whatever
 * else is there. Pages are whole without it: it shows only where a script runs and the device has such a sheet.
 */
import { createHash } from 'node:crypto';
import { html, Markup } from '../platform/http/html.ts';
import type { Language } from './rules.ts';
import { WORDS } from './sheet.ts';

export interface Shared {
  /** What is shared, in words. */
  readonly title: string;
  /** Where it stands on the web: goes along with its file, or by itself. */
  readonly address: string;
  /** Shared as a file where the device takes files of its type; null: it is a page only. */
  readonly file: { readonly address: string; readonly name: string; readonly mediaType: string } | null;
}

/** Needs `SHARE_SCRIPT` behind it, once on the page. */
export function shareButton({ title, address, file }: Shared, language: Language): Markup {
  const t = WORDS[language];
  const asFile = file === null ? null : html` data-file="${file.address}" data-name="${file.name}" data-type="${file.mediaType}"`;
  return html`<span class="sharing"><button type="button" class="share" hidden data-title="${title}" data-address="${address}"${asFile} data-again="${t.shareAgain}">${t.share}<span class="heard">: ${title}</span></button><output class="meta"></output></span>`;
}

/**
 * What cannot be fetched is shared by its address. Where a file takes so long that the browser wants another tap before it
 * opens the sheet, the reader is asked for one; whoever closes the sheet is not told that something failed.
 */
const SCRIPT = `(() => {
  if (!navigator.share) return;
  const fileOf = async ({ file, name, type }) => {
    if (!file || !navigator.canShare?.({ files: [new File([''], name, { type })] })) return null;
    try {
      const answer = await fetch(file);
      return answer.ok ? new File([await answer.blob()], name, { type }) : null;
    } catch {
      return null;
    }
  };
  const sharedBy = async ({ dataset }) => {
    const url = new URL(dataset.address, location.href).href;
    const file = await fileOf(dataset);
    return file ? { files: [file], title: dataset.title, text: url } : { title: dataset.title, url };
  };
  for (const button of document.querySelectorAll('.share')) {
    let busy = false;
    let waiting = null;
    button.hidden = false;
    button.addEventListener('click', async () => {
      if (busy) return;
      busy = true;
      const shared = waiting ?? await sharedBy(button);
      const refusal = await navigator.share(shared).then(() => '', ({ name }) => name);
      waiting = refusal === 'NotAllowedError' ? shared : null;
      button.nextElementSibling.textContent = waiting ? button.dataset.again : '';
      busy = false;
    });
  }
})();`;

export const SHARE_SCRIPT = html`<script>${new Markup(SCRIPT)}</script>`;

/** What the content security policy names it by. */
export const SHARE_SCRIPT_HASH = `'sha256-${createHash('sha256').update(SCRIPT).digest('base64')}'`;
