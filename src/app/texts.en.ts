/** Words of the command line. */
import type { CommandLineTexts } from './texts.es.ts';

const whole = new Intl.NumberFormat('en');

export const en: CommandLineTexts = {
  notUnderstood: 'Not understood',
  unknownOption: (option) => `there is no option ${option}`,
  needsValue: (option) => `${option} lacks its value`,
  takesNoValue: (option) => `${option} takes no value`,
  notJson: (about) => `the file is not well-formed JSON (${about})`,
  cannotReadOrWrite: 'Cannot read or write',
  problems: {
    'bad-request': 'Some value is not valid. Check what you wrote.',
    'not-signed-in': 'Sign in first.',
    forbidden: 'That account may not do this.',
    'not-found': 'There is no such thing in this programme. Check how you wrote it.',
    'already-member': 'That account is in the programme already.',
    'bad-reach': 'That role needs a partner (--partner), or may not have one.',
    'unknown-partner': 'That organisation is not in the registry. Check the identifier given to --partner.',
    'not-described': 'The programme is not described yet. Add its name, dates and partners first.',
    'bad-position': 'That moment is not a date, an instant or a position. Write for instance 2021-11-26 or @120.',
    'activity-not-chosen': 'The file holds several activities. Say which with --activity.',
    'nothing-to-import': 'No row is ready to go in. Mend the file, or import it on screen.',
    'database-away': 'The database is not answering. Nothing was saved; try again in a moment.',
    'report-refused': 'The report cannot be sent as it stands.',
    'not-ready': 'Something went wrong on our side.',
  },
  noData: 'no data',
  overlap: (n) => `(the cells add up to ${whole.format(n)} more: people in more than one)`,
  read: 'read',
  collapsed: 'collapsed',
  leftOut: 'left out',
  counted: 'counted',
  alreadyIn: 'This file is in already.',
  attendanceRows: (rows, ready, doubtful, problem) => `rows ${rows}: ${ready} ready, ${doubtful} to decide, ${problem} with a problem`,
  registryRows: (rows, added, update, same) => `rows ${rows}: ${added} new, ${update} with changes, ${same} the same`,
  registryWaiting: (doubtful, problem, ready) => `${doubtful} to decide, ${problem} with a problem; ${ready} ready`,
  row: (n) => `row ${n}`,
  toDecide: 'to decide',
  sayWhich: 'Say which: --activity ID',
  found: (results, indicators, documents) => `results ${results}, indicators ${indicators}, documents ${documents}`,
  noAccess: 'no access',
};
