/** The commands of `digna` that read and write IATI files. */
import { readFile, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { importIati, previewIati } from '../capabilities/results/iati/import-now.ts';
import { iatiOf } from '../capabilities/results/iati/routes.ts';
import { es } from '../capabilities/results/iati/texts.es.ts';
import { en } from '../capabilities/results/iati/texts.en.ts';
import { only, programmeOf, UsageError, type Asked } from './asked.ts';

/** One activity of the file, whole; what cannot be taken is named. Of several it has to be said which. */
export async function importIatiFile({ house, values, positionals, write, language, t }: Asked): Promise<number> {
  const iatiWords = wordsIn(language);
  const programme = await programmeOf(house, values);
  const path = only(positionals, 'FILE');
  const who = { programme, context: { programmeId: programme.id, userId: null, via: 'cli' as const, may: () => true } };
  const file = { fileName: basename(path), bytes: await readFile(path) };
  const { unreadable: none, activities } = await previewIati(house, who, file);
  const given = { ...file, activity: none === null ? numberOf(activities, values.activity) : undefined };
  const preview = await previewIati(house, who, given);
  const { unreadable, faults, results, documents, activity } = preview;
  const goesIn = values['dry-run'] !== true && activity !== null;
  const done = goesIn ? await importIati(house, who, given, new Set()) : null;
  if (values.json === true) write(JSON.stringify({ ...preview, batchId: done?.batchId ?? null, entryCount: done?.entryCount ?? null }));
  else if (unreadable !== null) write([iatiWords.importer.reasons[unreadable.code], unreadable.about ?? ''].join(' ').trim());
  else {
    for (const [at, { identifier, title }] of activities.entries()) write(`${at === activity ? '>' : ' '} ${identifier}  ${title[language]}`);
    if (activity === null) write(t.sayWhich);
    for (const { grade, code, about } of faults) write(`${iatiWords.importer.grades[grade]}: ${iatiWords.importer.codes[code]} (${about})`);
    const indicatorCount = results.reduce((sum, { indicators }) => sum + indicators.length, 0);
    if (activity !== null) write(t.found(results.length, indicatorCount, documents.length));
    if (done !== null) write(`${iatiWords.importer.done}: ${done.entryCount}`);
  }
  return activity === null ? 1 : 0;
}

function wordsIn(language: Asked['language']): typeof es {
  return language === 'en' ? en : es;
}

/** Which activity is meant by its identifier, or by its number in the file where two have the same. */
function numberOf(activities: readonly { readonly identifier: string }[], asked: string | boolean | undefined): number | undefined {
  if (asked === undefined) return undefined;
  const named = activities.flatMap(({ identifier }, at) => (identifier === asked ? [at] : []));
  const [found] = named.length === 0 && /^\d{1,6}$/.test(String(asked)) ? [Number(asked) - 1] : named;
  if (found === undefined || activities[found] === undefined || named.length > 1) {
    throw new UsageError(`--activity ${activities.map(({ identifier }, at) => `${identifier} (${at + 1})`).join(' | ')}`);
  }
  return found;
}

/** The IATI file. What the check finds is said first; with an error no file is written. */
export async function writeIati({ house, values, write, language }: Asked): Promise<number> {
  const iatiWords = wordsIn(language);
  const programme = await programmeOf(house, values);
  const { out } = values;
  if (typeof out !== 'string') throw new UsageError('--out FILE');
  // It is of the whole programme as it is now; whoever asks for less would get more.
  const meant = (['from', 'to', 'as-of', 'by'] as const).filter((name) => values[name] !== undefined);
  if (meant.length > 0) throw new UsageError(`--format iati, --${meant.join(', --')}`);
  const { xml, findings, described } = await iatiOf(house, programme, true);
  if (!described) write(iatiWords.notDescribed);
  for (const { severity, code, about } of findings) {
    write(`${iatiWords.severities[severity]}: ${iatiWords.findings[code]}${about === null ? '' : ` (${about})`}`);
  }
  if (xml === null) return 1;
  await writeFile(out, xml);
  write(out);
  return 0;
}
