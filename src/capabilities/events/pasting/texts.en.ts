/** Words of pasting a table of attendance. */
import type { es } from './texts.es.ts';
import { wholeEn as whole } from '../../../platform/number-text.ts';

const count = (n: number, one: string, many: string): string => `${whole(n)} ${n === 1 ? one : many}`;

export const en: typeof es = {
  title: 'Paste a table',
  hint: 'Copy the table in Excel, Word, a spreadsheet or WhatsApp and paste it here. Nothing is saved until you have reviewed it row by row.',
  box: 'Paste the list here',
  boxHint: 'In columns, or one person a line: "1. Ana Quispe - Chamber of Commerce".',
  rows: (rows, columns) => `${count(rows, 'row', 'rows')} of ${count(columns, 'column', 'columns')}`,
  spread: (n) => `${count(n, 'merged cell', 'merged cells')}: what it says is repeated in each row that it spans.`,
  everybodyWas: 'The table does not say who was there: everybody is taken to have been, for the whole session. You can skip rows when you review.',
  linesRead: 'These are lines of text: a name was read and, after the dash or in brackets, the organisation.',
  first: (n) => `First ${n} rows`,
  review: 'Review the rows',
  reading: 'Reading the table',
  clear: 'Paste another',
  fault: {
    nothing: 'There is no row. Copy the table again and paste it here.',
    'too-many-rows': 'There are more than 20,000 rows. Save the table as a file and import it from the process.',
    'too-long': 'This is too much text to paste. Save the table as a file and import it from the process.',
  },
  fileName: (day, session) => `Pasted table, session ${session}, ${day}.tsv`,
};
