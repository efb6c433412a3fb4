/** The commands of `digna`. Each answers with an exit code; what a program reads comes as JSON. */
import { createWriteStream } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { ROLES } from '../access/rules.ts';
import { listProgrammes } from '../access/queries.ts';
import { DIMENSIONS, type Dimension } from '../figures/indicator.ts';
import { evidenceOf } from '../figures/evidence.ts';
import { generalReport } from '../capabilities/results/report/general-report.ts';
import { FORMATS } from '../capabilities/results/report/output-contract.ts';
import { reportFile } from '../capabilities/results/report/report-file.ts';
import { frameworkRows } from '../capabilities/results/framework-rows.ts';
import { inProgramme } from '../platform/database/programme-transaction.ts';
import { importNow } from '../capabilities/events/import-now.ts';
import { findProcesses } from '../capabilities/events/queries.ts';
import { draftSchema } from '../ledger/entry.ts';
import type { Imported } from '../registry/import-file.ts';
import { importRegistryNow } from '../registry/importer-now.ts';
import { Problem } from '../platform/problem.ts';
import { REBUILD } from './catalogue.ts';
import { publicAddressIn } from './public-address.ts';
import { only, programmeOf, UsageError, type Asked, type Values } from './asked.ts';
import { importIatiFile, writeIati } from './iati-commands.ts';
import { faultSaid, refusalSaid, rowProblemSaid } from './spoken.ts';
import { addProgramme, showProgrammes } from './programme-commands.ts';
import { addUser, endUser, linkForUser, listUsers } from './user-commands.ts';

export const HELP = `digna: órdenes de Digna / commands of Digna

  digna figures [--json]                          todos los indicadores con su valor / every indicator with its value
  digna figure CODE [--by sex,organisation-kind] [--from DAY] [--to DAY] [--as-of INSTANT] [--json]
  digna evidence CODE [--status counted|collapsed|left-out|all] [--limit N] [--as-of INSTANT] [--json]
  digna import attendance FILE --process CODE [--session N] [--dry-run] [--json]
  digna import people FILE [--dry-run] [--json]   personas: nuevas, con cambios, iguales, por decidir / people
  digna import organisations FILE [--dry-run] [--json]   organizaciones / organisations
  digna import iati FILE [--activity ID] [--dry-run] [--json]   archivo IATI de una fase anterior, como marco e historia /
                                                  as framework and history; ID: si el archivo tiene varias / where it holds several
  digna report --format pdf|xlsx|csv --out FILE [--from DAY] [--to DAY] [--as-of INSTANT] [--by sex,department] [--language es|en]
  digna report --format iati --out FILE           archivo IATI 2.03, con su revisión / IATI file, checked first
  digna append FILE                               agrega entradas: una lista JSON / appends entries: a JSON list
  digna rebuild                                   rehace las proyecciones / makes the projections again
  digna user add USERNAME --name NAME --role ROLE [--partner ORGANISATION_ID]   (contraseña en DIGNA_PASSWORD / password there)
  digna user list [--json]
  digna user end USERNAME                         termina su acceso / ends their access
  digna user link USERNAME                        enlace para nueva contraseña / link for a new password
    ROLE: ${ROLES.join(', ')}
  digna programme list [--json]
  digna programme add CODE --name NAME [--time-zone America/La_Paz] [--administrator USERNAME]   otro programa, vacío; lo
                                                  administra una cuenta que ya existe / another, empty; an account that exists runs it

  --language es|en   si no, según LC_ALL o LANG: inglés si lo dicen, si no español / else as LC_ALL or LANG say
  --programme CODE   si hay más de un programa / where there is more than one
  PORT, DIGNA_DATA, DATABASE_URL: los mismos que el servidor / the same as the server's
  INSTANT: 2021-11-26, 2021-11-26T10:00:00-04:00, @POSITION
  Salida / exit: 0 hecho/done, 1 rechazado o fallido/refused or failed, 2 no se entiende/not understood
`;

/** Rows that wait, named one by one; the JSON answer has them all. */
const WAITING_SHOWN = 20;

export interface Command {
  readonly words: readonly string[];
  readonly run: (asked: Asked) => Promise<number>;
}

export const COMMANDS: readonly Command[] = [
  { words: ['figures'], run: showFigures },
  { words: ['figure'], run: showFigure },
  { words: ['evidence'], run: showEvidence },
  { words: ['import', 'attendance'], run: importAttendance },
  { words: ['import', 'people'], run: (asked) => importRegistry(asked, 'people') },
  { words: ['import', 'organisations'], run: (asked) => importRegistry(asked, 'organisations') },
  { words: ['import', 'iati'], run: importIatiFile },
  { words: ['report'], run: writeReport },
  { words: ['append'], run: appendFile },
  { words: ['rebuild'], run: rebuild },
  { words: ['user', 'add'], run: addUser },
  { words: ['user', 'list'], run: listUsers },
  { words: ['user', 'end'], run: endUser },
  { words: ['user', 'link'], run: linkForUser },
  { words: ['programme', 'list'], run: showProgrammes },
  { words: ['programme', 'add'], run: addProgramme },
];

async function showFigures({ house, values, write, language, t }: Asked): Promise<number> {
  const programme = await programmeOf(house, values);
  const query = queryOf(values);
  const moment = await house.figures.momentAt(programme, query.asOf, query);
  const rows = frameworkRows(house.figures, moment, query).map(({ line }) => line);
  const items = rows.map(({ code, name, value, unit, womenPercent, unknownSex, evidenceCount }) => ({
    code,
    name: name[values.json === true ? 'es' : language],
    value,
    unit,
    womenPercent,
    unknownSex,
    evidenceCount,
  }));
  if (values.json === true) write(JSON.stringify({ programme: programme.code, position: moment.position, asOf: moment.asOf, items }));
  else for (const item of items) write(`${item.code.padEnd(10)} ${String(item.value ?? t.noData).padStart(10)}  ${item.name}`);
  return 0;
}

async function showFigure({ house, values, positionals, write, language, t }: Asked): Promise<number> {
  const programme = await programmeOf(house, values);
  const figure = await house.figures.figure(programme, only(positionals, 'CODE'), { ...queryOf(values), by: dimensionsOf(values.by) });
  if (values.json === true) write(JSON.stringify(figure));
  else {
    write(`${figure.indicator.code}  ${figure.value ?? t.noData}  ${figure.indicator.name[language]}`);
    for (const cell of figure.cells) write(`  ${cell.labels.join(' · ').padEnd(50)} ${cell.value ?? t.noData}`);
    if (figure.overlap > 0) write(`  ${t.overlap(figure.overlap)}`);
  }
  return 0;
}

async function showEvidence({ house, values, positionals, write, t }: Asked): Promise<number> {
  const programme = await programmeOf(house, values);
  const status = z.enum(['counted', 'collapsed', 'left-out', 'all']).safeParse(values.status ?? 'counted');
  if (!status.success) throw new UsageError('--status');
  const limit = z.coerce.number().int().min(1).max(100_000).safeParse(values.limit ?? 100_000);
  if (!limit.success) throw new UsageError('--limit');
  const request = { ...queryOf(values), status: status.data, cursor: 0, limit: limit.data };
  const evidence = await evidenceOf(house.figures, programme, only(positionals, 'CODE'), request, true);
  if (values.json === true) write(JSON.stringify(evidence));
  else {
    const { read, collapsed, leftOut, counted } = evidence.summary;
    write(`${t.read} ${read}`);
    for (const line of collapsed) write(`  ${t.collapsed.padEnd(11)} ${line.reason.padEnd(26)} ${line.count}`);
    for (const line of leftOut) write(`  ${t.leftOut.padEnd(11)} ${line.reason.padEnd(26)} ${line.count}`);
    write(`${t.counted} ${counted}`);
  }
  return 0;
}

async function importAttendance({ house, values, positionals, write, language, t }: Asked): Promise<number> {
  const programme = await programmeOf(house, values);
  const path = only(positionals, 'FILE');
  if (typeof values.process !== 'string') throw new UsageError('--process');
  const { pool } = house;
  const code = values.process;
  const [process] = await inProgramme(pool, programme.id, (client) => findProcesses(client, programme.id, code));
  if (process === undefined) throw new Problem('not-found', { process: code });
  const report = await importNow(
    house.importer,
    { programme, context: { programmeId: programme.id, userId: null, via: 'cli', may: () => true } },
    { processId: process.id, fileName: basename(path), bytes: await readFile(path) },
    {
      dryRun: values['dry-run'] === true,
      sessionNumber: values.session === undefined ? null : Number(values.session),
      withEffect: true,
    },
  );
  if (values.json === true) write(JSON.stringify(report));
  else {
    const { counts } = report;
    write(t.attendanceRows(report.rowCount, counts.ready, counts.doubtful, counts.problem));
    if (report.alreadyImported !== null) write(`  ${t.alreadyIn}`);
    for (const fault of report.faults) write(`  ${faultSaid('attendance', fault, language)}`);
    for (const line of report.effect) write(`  ${line.indicator}: ${line.before ?? t.noData} -> ${line.after ?? t.noData}`);
  }
  return values['dry-run'] !== true && report.batchId === null ? 1 : 0;
}

/** Whatever is ready goes in; rows that a person must decide or mend are counted, named and left out. */
async function importRegistry({ house, values, positionals, write, language, t }: Asked, what: Imported): Promise<number> {
  const programme = await programmeOf(house, values);
  const path = only(positionals, 'FILE');
  const who = { programme, context: { programmeId: programme.id, userId: null, via: 'cli' as const, may: () => true } };
  const file = { fileName: basename(path), bytes: await readFile(path) };
  const report = await importRegistryNow(house.registryImporter, who, what, file, { dryRun: values['dry-run'] === true });
  if (values.json === true) write(JSON.stringify(report));
  else {
    const { counts } = report;
    write(t.registryRows(report.rowCount, counts.new, counts.update, counts.same));
    write(`  ${t.registryWaiting(counts.doubtful, counts.problem, counts.ready)}`);
    if (report.alreadyImported !== null) write(`  ${t.alreadyIn}`);
    for (const fault of report.faults) write(`  ${faultSaid(what, fault, language)}`);
    for (const { row, problems } of report.waiting.slice(0, WAITING_SHOWN)) write(`  ${t.row(row)}: ${problems.map((code) => rowProblemSaid(what, code, language)).join(', ') || t.toDecide}`);
    for (const line of report.effect) write(`  ${line.indicator}: ${line.before ?? t.noData} -> ${line.after ?? t.noData}`);
  }
  return values['dry-run'] !== true && report.batchId === null ? 1 : 0;
}

/** Writes the report of the whole programme into a file. */
async function writeReport(asked: Asked): Promise<number> {
  const { house, values, positionals, write, language } = asked;
  if (positionals.length > 0) throw new UsageError(positionals.join(' '));
  if (values.format === 'iati') return writeIati(asked);
  const format = z.enum(FORMATS).safeParse(values.format);
  if (!format.success) throw new UsageError(`--format ${FORMATS.join('|')}|iati`);
  if (typeof values.out !== 'string') throw new UsageError('--out FILE');
  const by = values.by === undefined ? undefined : dimensionsOf(values.by);
  const programme = await programmeOf(house, values);
  const content = await generalReport(house, programme, { ...queryOf(values), by });
  const address = publicAddressIn(process.env) ?? `http://localhost:${process.env['PORT'] ?? '4280'}`;
  const { bytes } = await reportFile(house, { programme, content, format: format.data, language: values.language === undefined ? 'es' : language, code: null, address });
  if (bytes instanceof Uint8Array) await writeFile(values.out, bytes);
  else await pipeline(Readable.from(bytes), createWriteStream(values.out));
  await house.typesetting.stop();
  write(values.out);
  return 0;
}

/** Appends a JSON list of entries, for instance a programme's framework and indicators. All well formed, or none go in. */
async function appendFile({ house, values, positionals, write, language, t }: Asked): Promise<number> {
  const programme = await programmeOf(house, values);
  const text = await readFile(only(positionals, 'FILE'), 'utf8');
  const drafts = z.array(draftSchema).min(1).max(5000).safeParse(parseJson(text, t));
  if (!drafts.success) {
    const [issue] = drafts.error.issues;
    throw new UsageError(`FILE: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`);
  }
  const context = { programmeId: programme.id, userId: null, via: 'cli' as const, may: () => true };
  const answers = await house.ledger.append(context, drafts.data);
  for (const answer of answers) {
    if (answer.answer !== 'refused') write(`${answer.id} ${answer.answer}`);
    else write(`${answer.id} refused ${answer.code} ${answer.field ?? ''}\n  ${refusalSaid(answer.code, answer.field, language)}`);
  }
  return answers.some(({ answer }) => answer === 'refused') ? 1 : 0;
}

function parseJson(text: string, t: Asked['t']): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UsageError(`FILE: ${t.notJson(error instanceof Error ? error.message : 'JSON')}`);
  }
}

async function rebuild({ house, values, write }: Asked): Promise<number> {
  const programmes = values.programme === undefined ? await listProgrammes(house.pool) : [await programmeOf(house, values)];
  for (const programme of programmes) {
    const { entries, changed } = await house.ledger.rebuild({
      programmeId: programme.id,
      ...REBUILD });
    write(JSON.stringify({ programme: programme.code, entries, changed }));
  }
  return 0;
}

const text = (value: string | boolean | undefined): string | undefined => (typeof value === 'string' ? value : undefined);

function queryOf(values: Values): { from?: string | undefined; to?: string | undefined; asOf?: string | undefined } {
  const day = z.iso.date().optional();
  const from = day.safeParse(text(values.from));
  const to = day.safeParse(text(values.to));
  if (!from.success) throw new UsageError('--from');
  if (!to.success) throw new UsageError('--to');
  return { from: from.data, to: to.data, asOf: text(values['as-of']) };
}

function dimensionsOf(value: string | boolean | undefined): Dimension[] {
  const parsed = z.array(z.enum(DIMENSIONS)).max(4).safeParse(text(value)?.split(',') ?? []);
  if (!parsed.success) throw new UsageError(`--by ${DIMENSIONS.join(',')}`);
  return parsed.data;
}
