import type { es } from './texts.es.ts';

const matters: (typeof es)['matters'] = {
  'report-returned': { says: (_count, _one, name) => `“${name}” came back to be corrected`, why: 'Correct what the donor asks and send it again', action: 'Correct' },
  'report-reminder': {
    says: (count, one, name) => (one ? `“${name}”: 1 thing is missing` : count === '0' ? `“${name}”: nothing is missing` : `“${name}”: ${count} things are missing`),
    why: 'It has not been submitted to the donor yet',
    action: 'See',
  },
  'report-due': { says: (_count, _one, name) => `Report “${name}”`, why: 'It has not been sent to the donor yet', action: 'Complete' },
  'report-to-answer': { says: (_count, _one, name) => `“${name}” waits for the donor’s answer`, why: 'When it comes, note whether it was approved or returned', action: 'Note' },
  'report-to-read': { says: (_count, _one, name) => `“${name}” waits for your answer`, why: 'Read it and tell the coordination whether you approve it', action: 'Read' },
  'data-requests': {
    says: (count, one) => (one ? '1 person asks something about their data' : `${count} requests of people about their data`),
    why: 'They ask for them to be corrected or erased, and see your answer',
    action: 'Answer',
  },
  'sessions-today': { says: (_count, _one, name) => `There is a session of “${name}” today`, why: 'Note who attends', action: 'Note' },
  'sessions-unrecorded': {
    says: (count, one, name) => (one ? `1 session of “${name}” without attendance` : `${count} sessions of “${name}” without attendance`),
    why: 'Until somebody notes who attended, these people do not count',
    action: 'Note',
  },
  'activities-late': {
    says: (count, one, name) => (one ? `1 late activity: ${name}` : `${count} late activities of the plan`),
    why: 'They should have begun or ended',
    action: 'See',
  },
  'follow-ups': {
    says: (count, one, name) => (one ? `1 person of “${name}” to be asked` : `${count} people of “${name}” to be asked`),
    why: 'It is time to ask them what they applied of what they learnt',
    action: 'Ask',
  },
  'figures-late': {
    says: (count, one) => (one ? '1 figure behind its target' : `${count} figures behind their targets`),
    why: '',
    action: 'See',
  },
  conflicts: {
    says: (count, one) => (one ? '1 record with two versions' : `${count} records with two versions`),
    why: 'Two people changed the same without seeing each other: choose which is right',
    action: 'Decide',
  },
  import: { says: (_count, _one, name) => `List “${name}” half imported`, why: 'Nothing of it has been saved yet', action: 'Review' },
  'people-import': { says: (_count, _one, name) => `List of people “${name}” half imported`, why: 'Nothing of it has been saved yet', action: 'Review' },
  'organisations-import': { says: (_count, _one, name) => `List of organisations “${name}” half imported`, why: 'Nothing of it has been saved yet', action: 'Review' },
  'people-duplicates': {
    says: (count, one) => (one ? '1 pair of people who may be the same' : `${count} pairs of people who may be the same`),
    why: 'If they are, the figures go down',
    action: 'Compare',
  },
  'organisation-duplicates': {
    says: (count, one) => (one ? '1 pair of organisations that may be the same' : `${count} pairs of organisations that may be the same`),
    why: 'If they are, the figures of organisations go down',
    action: 'Compare',
  },
  certificates: {
    says: (count, one, name) => (one ? `1 certificate of “${name}” to be issued` : `${count} certificates of “${name}” to be issued`),
    why: 'The process is over and these people reached the minimum',
    action: 'Issue',
  },
  'figures-missing': {
    says: (count, one) => (one ? '1 indicator without data' : `${count} indicators without data`),
    why: '',
    action: 'See',
  },
  waiting: {
    says: (count, one) => (one ? '1 correction waiting' : `${count} corrections waiting`),
    why: 'They came before what they correct and will count as soon as it comes',
    action: 'See',
  },
};

export const en: typeof es = {
  toDo: 'To do',
  order: (count: string, one: boolean) => (one ? '1 matter' : `${count} matters, the most urgent first`),
  none: 'Everything is up to date',
  noneWords: 'There is nothing for you to settle now. If something falls due or is left half done, it appears here.',
  noneToRead: 'No reports wait for your answer. The figures below are those of today.',
  all: (count: string) => `See all ${count} matters`,
  fewer: 'See the first only',
  matters,
  ofCodes: (codes: string) => `They are ${codes}`,
  tellCoordination: 'Tell the coordination how they go: it notes the progress',
  expired: (day: string) => `Was due on ${day}`,
  left: (days: number) => (days === 0 ? 'Due today' : days === 1 ? '1 day left' : `${days} days left`),
  late: (days: number) => (days === 1 ? 'Due yesterday' : `${days} days late`),
  until: (day: string) => `Due on ${day}`,
  today: 'Today',
  since: (day: string) => `Since ${day}`,
  ofTarget: (value: string, target: string) => `${value} of ${target}`,
  firstSteps: 'To begin with',
  stepDone: 'Done',
  steps: {
    describe: { what: 'Describe the programme', why: 'What it is for, when it begins and ends, with whom: every report opens with it', action: 'Describe' },
    measure: { what: 'Set up the results framework', why: 'The areas and their indicators: the figures come from them', action: 'Set up' },
    register: { what: 'Register the first organisations and people', why: 'One by one, or from the spreadsheet that you have', action: 'Register' },
  },
};
