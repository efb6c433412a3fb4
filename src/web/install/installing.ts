/** Installing the application: whether the browser offers it, and whether it is done. */
import { reactive, readonly } from 'vue';

/** What Chromium gives before it would offer the installation itself. */
interface Offer extends Event {
  prompt(): Promise<unknown>;
  readonly userChoice: Promise<{ readonly outcome: 'accepted' | 'dismissed' }>;
}

const state = reactive({
  /** Whether the browser installs it at a word from here. */
  offered: false,
  /** Installed just now, or open as an installed application. */
  installed: false,
});
let offer: Offer | null = null;

export const installation = readonly(state);

/** The browser offers once, soon after the start. */
export function hearInstallation(): void {
  state.installed = window.matchMedia('(display-mode: standalone)').matches || ('standalone' in navigator && navigator.standalone === true);
  window.addEventListener('beforeinstallprompt', (event) => {
    if (!isOffer(event)) return;
    // Asked when the user wants it, on the page that explains it.
    event.preventDefault();
    offer = event;
    state.offered = true;
  });
  window.addEventListener('appinstalled', () => {
    state.installed = true;
    state.offered = false;
  });
}

/** Has the browser ask the user. An offer is good for once. */
export async function install(): Promise<void> {
  const asked = offer;
  if (asked === null) return;
  offer = null;
  state.offered = false;
  await asked.prompt();
  if ((await asked.userChoice).outcome === 'accepted') state.installed = true;
}

function isOffer(event: Event): event is Offer {
  return 'prompt' in event && 'userChoice' in event;
}
