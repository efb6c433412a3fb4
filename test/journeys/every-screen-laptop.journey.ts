/** Every screen on a laptop. */
import { LAPTOP } from './browser.ts';
import { testEveryScreen } from './every-screen.ts';

testEveryScreen(LAPTOP);
