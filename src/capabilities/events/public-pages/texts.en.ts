import type { PublicPagesTexts } from './texts.es.ts';

const whole = new Intl.NumberFormat('en');

export const en: PublicPagesTexts = {
  calendar: 'Calendar',
  calendarLead: 'Activities open to whoever wants to take part. You register from your phone, without an account.',
  calendarTold: (titles) => (titles.length === 0 ? 'No activities are open now.' : `Open for registration: ${titles.join('; ')}.`),
  nothingOpen: 'No activities are open for registration now',
  nothingOpenWords: 'Look again later. What the programme has shared already is in the library.',
  months: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
  noDays: 'Days to be confirmed',
  place: 'Place',
  modality: 'Held',
  organiser: 'Run by',
  closes: 'Registration until',
  room: 'There is room',
  placesLeft: (n) => (n === 1 ? '1 place left' : `${whole.format(n)} places left`),
  full: 'No places left: waiting list',
  unanswered: (n) => (n === 1 ? '1 request not answered yet' : `${whole.format(n)} requests not answered yet`),
  register: 'Register',
  waitingList: 'Join the waiting list',
  addToCalendar: 'Add to my calendar',
  library: 'Library',
  libraryLead: 'Materials that the programme shares with anybody. You may keep them, print them and use them.',
  libraryTold: (count) => (count === 0 ? 'There are no materials yet.' : count === 1 ? '1 material to download or open.' : `${whole.format(count)} materials to download or open.`),
  nothingShared: 'There are no materials in the library yet',
  nothingSharedWords: 'They appear here when the programme publishes them.',
  link: 'link',
  deliverables: 'Studies and products delivered stand with the results.',
  toResults: 'See the results',
};
