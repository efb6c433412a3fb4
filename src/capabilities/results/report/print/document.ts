/** The report as a document that Typst sets. */
import QRCode from 'qrcode';
import type { DocumentPlan } from '../../../../platform/documents/typesetting.ts';
import { codeShown } from '../../../../verification/rules.ts';
import type { ReportContent } from '../content.ts';
import { printedReport } from './printed.ts';
import { writingIn } from './written.ts';
import type { Language } from './report-words.ts';

export interface Printing {
  readonly language: Language;
  readonly timeZone: string;
  /** Of a submitted version: its code and the address of the page that verifies it; null: none yet. */
  readonly verification: { readonly code: string; readonly address: string } | null;
}

const QR = '/images/qr.svg';

/** Dated by the moment the report is of: the same report comes out the same again. */
export async function reportDocument(content: ReportContent, { language, timeZone, verification }: Printing): Promise<DocumentPlan> {
  const files = new Map<string, Uint8Array>();
  if (verification !== null) files.set(QR, new TextEncoder().encode(await QRCode.toString(verification.address, { type: 'svg', margin: 0, errorCorrectionLevel: 'M' })));
  const shown = verification === null ? null : { code: codeShown(verification.code), address: verification.address, qr: QR };
  return {
    template: 'capabilities/results/report/print/report.typ',
    data: printedReport(content, writingIn(language, timeZone), shown),
    files,
    madeAt: new Date(content.recordedAt),
  };
}
