/** Journeys load the example once, not once each. */
import { keepExample } from './running-server.ts';

export const setup = keepExample;
