/** Starts the pages in the browser. */
import { createApp, watchEffect } from 'vue';
import './styles/tokens.css';
import './styles/base.css';
import './styles/controls.css';
import './styles/table.css';
import './styles/print.css';
import App from './App.vue';
import { onSessionLost, onSignedOut, readyHere } from './api.ts';
import { router } from './router.ts';
import { clearSession, hearWhoIsThere } from './session.ts';
import { phone } from './offline/phone-state.ts';
import { hearInstallation } from './install/installing.ts';
import { keepUpToDate } from './worker/updates.ts';
import { language, openLanguage } from './words.ts';

hearWhoIsThere();
onSignedOut(() => {
  clearSession();
  const here = router.currentRoute.value;
  if (here.name !== 'sign-in') void router.push({ name: 'sign-in', query: { volver: here.fullPath } });
});

onSessionLost(async () => (await import('./people/devices.ts')).renewed());

watchEffect(() => {
  document.documentElement.lang = language.value;
});

hearInstallation();
// What is unsent is counted once the phone works; where a page of an older version cannot be opened, a newer one may.
keepUpToDate({
  firstScreen: router.isReady().catch(() => undefined),
  mayTakeOver: () => router.isReady().then(readyHere).catch(() => undefined).then(() => phone.kept === 0),
});

void openLanguage().then(() => createApp(App).use(router).mount('#app'));
