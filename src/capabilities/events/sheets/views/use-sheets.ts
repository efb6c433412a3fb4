/** The photos and scans of one session's sheet: kept one by one, and which one is open beside the list. */
import { computed, ref, type ComputedRef, type Ref } from 'vue';
import { isPicture } from '../../../../ledger/views/file-words.ts';
import { useUpload } from '../../../../ledger/views/use-upload.ts';
import { today, useWriting, type OwnDraft } from '../../../../registry/views/use-writing.ts';
import { newDraft, type Keeping } from '../../../../web/drafts.ts';
import type { FileToKeep } from '../../../../web/offline/outbox.ts';
import { canKeepFiles, toKeep } from '../../../../web/offline/shrink.ts';
import { problemSentence } from '../../../../web/problem-words.ts';
import { worksOnPhone } from '../../../../web/session.ts';
import { useWords } from '../../../../web/words.ts';
import { attendanceSheetKept } from '../../attendance-sheet-entries.ts';
import { SHEET_ROWS, type SheetRow } from '../sheet-rows.ts';
import type { SessionList } from '../../views/use-attendance.ts';
import { es } from '../texts.es.ts';
import { en } from '../texts.en.ts';

export type Sheet = SessionList['sheets'][number];

/** Address of "the first there is", for links that know no id. */
const FIRST = '1';

/** The sheet that the address asks for, where the page can show it. */
export function openedSheet(sheets: readonly Sheet[], asked: string): Sheet | null {
  const pictures = sheets.filter(({ file }) => isPicture(file));
  return pictures.find(({ id }) => id === asked) ?? (asked === FIRST ? (pictures[0] ?? null) : null);
}

export interface Sheets {
  /** Name of the file under way, and how much of it was sent, percent; null: none is. */
  readonly sending: ComputedRef<{ readonly name: string; readonly percent: number } | null>;
  /** One sentence for each file that was not kept. */
  readonly failures: Readonly<Ref<readonly string[]>>;
  /** Keeps files as the next pages; answers the ids of those kept. */
  readonly keep: (session: SessionList, files: readonly File[]) => Promise<string[]>;
}

function sheetRow({ id: sessionId }: SessionList, id: string, page: number, { sha256, fileName, mediaType, bytes }: FileToKeep): SheetRow {
  const file = { sha256, fileName, mediaType, sizeBytes: bytes.byteLength };
  return { id, sessionId, leaves: [id], conflictFields: [], keptOn: today(), page, note: null, file };
}

export function useSheets(): Sheets {
  const t = useWords({ es, en });
  const uploading = useUpload('attendance-sheet');
  const writing = useWriting();
  const name = ref('');
  const failures = ref<readonly string[]>([]);

  async function keep(session: SessionList, files: readonly File[]): Promise<string[]> {
    const kept: string[] = [];
    failures.value = [];
    let page = Math.max(0, ...session.sheets.map((sheet) => sheet.page));
    for (const file of files) {
      name.value = file.name;
      const id = worksOnPhone() && canKeepFiles() ? await keepHere(session, file, page + 1) : await uploadAndWrite(session, file, page + 1);
      if (id === null) failures.value = [...failures.value, t.value.failed(file.name, uploading.failure.value ?? writing.failure.value ?? '')];
      else {
        kept.push(id);
        page += 1;
      }
    }
    name.value = '';
    return kept;
  }

  async function uploadAndWrite(session: SessionList, file: File, page: number): Promise<string | null> {
    const uploaded = await uploading.send(file);
    return uploaded === null ? null : write(session, uploaded.sha256, page);
  }

  /** On a phone: the photo is made small and kept with its entry, and both go when the connection allows. */
  async function keepHere(session: SessionList, file: File, page: number): Promise<string | null> {
    try {
      const kept = await toKeep(file, 'attendance-sheet');
      return await write(session, kept.sha256, page, ([draft]) => ({
        about: t.value.about(page, session.processTitle),
        files: [kept],
        shadows: draft === undefined ? [] : [{ of: draft.id, collection: SHEET_ROWS, id: draft.id, body: sheetRow(session, draft.id, page, kept) }],
        shown: true,
      }));
    } catch (thrown) {
      writing.failure.value = problemSentence(thrown);
      return null;
    }
  }

  async function write(
    { processId, id: sessionId }: SessionList,
    fileSha256: string,
    page: number,
    keeping?: (drafts: readonly OwnDraft[]) => Keeping,
  ): Promise<string | null> {
    const payload = { processId, sessionId, fileSha256, page };
    const sent = await writing.send(payload, () => [newDraft(attendanceSheetKept, today(), payload, { attachments: [fileSha256] })], keeping);
    return sent?.[0]?.id ?? null;
  }

  const sending = computed(() => (name.value === '' ? null : { name: name.value, percent: Math.round((uploading.share.value ?? 1) * 100) }));
  return { sending, failures, keep };
}
