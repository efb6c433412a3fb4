/** Every screen on a phone. */
import { PHONE } from './browser.ts';
import { testEveryScreen } from './every-screen.ts';

testEveryScreen(PHONE);
