/** Sends files for a purpose, one after the other; what is wrong with one is known before it is sent, where it can be. */
import { ref, type Ref } from 'vue';
import { uploadFile } from '../contract.ts';
import { FILE_PURPOSES, type FilePurpose } from '../file-purposes.ts';
import { upload, type AnswerOf } from '../../web/api.ts';
import { formatBytes } from '../../web/format.ts';
import { Problem } from '../../web/problem.ts';
import { problemSentence } from '../../web/problem-words.ts';
import { programmeId } from '../../web/session.ts';
import { useWords } from '../../web/words.ts';
import { es } from '../texts.es.ts';
import { en } from '../texts.en.ts';

export type Uploaded = Pick<AnswerOf<typeof uploadFile>, 'sha256' | 'fileName' | 'mediaType' | 'sizeBytes'>;

export interface Uploading {
  /** How much of the file under way was sent, 0 to 1; null: none is. */
  readonly share: Readonly<Ref<number | null>>;
  /** One sentence for the user; null while nothing went wrong. */
  readonly failure: Ref<string | null>;
  /** The file as it was kept, or null where it was not: then `failure` says why. */
  readonly send: (file: File) => Promise<Uploaded | null>;
}

/** Endings of the files that serve a purpose, for the browser's choice of files. */
export function acceptedFor(purpose: FilePurpose): string {
  return FILE_PURPOSES[purpose].types.map((type) => (type === 'jpeg' ? '.jpg,.jpeg' : `.${type}`)).join(',');
}

export function useUpload(purpose: FilePurpose): Uploading {
  const t = useWords({ es, en });
  const share = ref<number | null>(null);
  const failure = ref<string | null>(null);

  async function send(file: File): Promise<Uploaded | null> {
    if (share.value !== null) return null;
    failure.value = null;
    share.value = 0;
    let kept: Uploaded | null = null;
    try {
      failure.value = await faultOf(file, purpose, t.value.files.tooHeavy);
      if (failure.value === null) {
        kept = await upload(uploadFile, {
          params: { programme: programmeId() },
          query: { purpose },
          file,
          onProgress: (sent) => (share.value = sent),
        });
      }
    } catch (thrown) {
      failure.value = problemSentence(thrown);
    }
    share.value = null;
    return kept;
  }
  return { share, failure, send };
}

/** What is wrong with the file as far as the browser can tell; a picture's header may be right and the rest damaged. */
async function faultOf(file: File, purpose: FilePurpose, tooHeavy: (size: string, most: string) => string): Promise<string | null> {
  const { bytesMax } = FILE_PURPOSES[purpose];
  if (file.size > bytesMax) return tooHeavy(formatBytes(file.size), formatBytes(bytesMax));
  if (!['image/jpeg', 'image/png', 'image/webp'].includes(file.type)) return null;
  try {
    (await createImageBitmap(file)).close();
    return null;
  } catch {
    return problemSentence(new Problem('picture-broken', 400, ''));
  }
}
