import type { OwnEventsTexts } from './texts.es.ts';

export const en: OwnEventsTexts = {
  title: 'My events',
  none: 'You have no events to come',
  noneHint: 'They appear here once you register and are confirmed.',
  next: 'To come',
  past: 'Past',
  virtual: 'Online',
  today: 'Today',
  session: (n) => `Session ${n}`,
  waiting: (turn) => (turn === null ? 'On the waiting list' : `On the waiting list, turn ${turn}`),
  hasPlace: 'You have a place',
  addToCalendar: 'Add to my calendar',
};
