/** A report as a file, in the format asked for: routes send it, the command line writes it. */
import type { Figures } from '../../../figures/figures.ts';
import type { Typesetting } from '../../../platform/documents/typesetting.ts';
import type { ProgrammeInfo } from '../../../platform/http/route.ts';
import { csvStream } from '../../../platform/spreadsheet/stream-csv.ts';
import { workbookStream } from '../../../platform/spreadsheet/stream-workbook.ts';
import { codeShown } from '../../../verification/rules.ts';
import type { ReportContent } from './content.ts';
import type { Format } from './output-contract.ts';
import { reportDocument } from './print/document.ts';
import { REPORT_WORDS, type Language } from './print/report-words.ts';
import { writingIn } from './print/written.ts';
import { evidenceLines } from './tables/evidence-rows.ts';
import { longTable } from './tables/long-table.ts';
import { reportSheets } from './tables/workbook.ts';

export interface FileAsked {
  readonly programme: ProgrammeInfo;
  readonly content: ReportContent;
  readonly format: Format;
  readonly language: Language;
  /** Of the version that was sent; null: none was. */
  readonly code: string | null;
  /** Address under which people reach the house. */
  readonly address: string;
}

const MEDIA_TYPES: Readonly<Record<Format, string>> = {
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
};

export interface ReportFile {
  readonly name: string;
  readonly mediaType: string;
  /** Whole where it is a document, as it is read where it is a table. */
  readonly bytes: Uint8Array | AsyncIterable<Buffer>;
}

export async function reportFile(parts: { readonly figures: Figures; readonly typesetting: Typesetting }, asked: FileAsked): Promise<ReportFile> {
  const { content, format, language, programme } = asked;
  const { from, to } = content.report;
  const stem = `${REPORT_WORDS[language].file}-${programme.code}-${from}-${to}`.replaceAll(/[^\w-]+/g, '-');
  return { name: `${stem}.${format}`, mediaType: MEDIA_TYPES[format], bytes: await bytesOf(parts, asked) };
}

async function bytesOf({ figures, typesetting }: Parameters<typeof reportFile>[0], asked: FileAsked): Promise<ReportFile['bytes']> {
  const { programme, content, format, language, code, address } = asked;
  const writing = writingIn(language, programme.timeZone);
  if (format === 'csv') return csvStream(longTable(content, writing));
  if (format === 'xlsx') return workbookStream(reportSheets(content, writing, address, evidenceLines(figures, programme, content)));
  const verification = code === null ? null : { code, address: `${address}/verificar/${codeShown(code)}${language === 'en' ? '?lang=en' : ''}` };
  return typesetting.pdf(await reportDocument(content, { language, timeZone: programme.timeZone, verification }));
}
