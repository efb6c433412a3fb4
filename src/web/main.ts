/** Starts the pages in the browser. */
import { createApp } from 'vue';
import './styles/tokens.css';
import './styles/base.css';
import './styles/table.css';
import './styles/print.css';
import App from './App.vue';
import { onSignedOut } from './api.ts';
import { router } from './router.ts';
import { clearSession } from './session.ts';

onSignedOut(() => {
  clearSession();
  const here = router.currentRoute.value;
  if (here.name !== 'sign-in') void router.push({ name: 'sign-in', query: { volver: here.fullPath } });
});

createApp(App).use(router).mount('#app');
