import type { es } from './texts.es.ts';

export const en: typeof es = {
  offlineTitle: 'No connection',
  offlineServerPage: 'This page comes from the server of Digna, which cannot be reached now.',
  offlineAgain: 'Load the page again when there is a connection.',
  offlineNotSent: 'What you wrote was not sent. Go back with your browser: it is still in the form. Send it when there is a connection.',
  offlinePage: 'This page needs a connection, and the server cannot be reached now.',
  offlineFirst: 'Signing in on this device for the first time needs a connection. After that Digna opens without one, too.',
  offlineMeanwhile: 'Without connection you can open:',
  tryAgain: 'Try again',
  newVersion: 'There is a new version',
  useNow: 'Use it now',
  hindrances: {
    form: 'First save or close what you are writing.',
    unsent: 'First send what is waiting to be sent.',
    window: 'First close the other windows of Digna.',
  },
};
