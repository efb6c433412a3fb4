/** What `npm run screenshots` needs, as one module: two loads would be two worlds, and one would not know the windows of the other. */
export { launch, LAPTOP, openWindow, PHONE, settled, signIn } from './browser.ts';
export { runServer } from './running-server.ts';
export { SCREENS } from './screens.ts';
