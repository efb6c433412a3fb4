/** A picture by its address: the server's, or that of the copy on this phone until the server has it. */
import { onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue';
import { fileAddress } from '../api.ts';
import { programmeId } from '../session.ts';
import { phone } from './phone-state.ts';

export function useShownFile(sha256: () => string): Readonly<ShallowRef<string>> {
  const address = shallowRef('');
  let made: string | null = null;

  function letGo(): void {
    if (made !== null) URL.revokeObjectURL(made);
    made = null;
  }
  async function find(): Promise<void> {
    const wanted = sha256();
    const { keptFile } = await import('./phone.ts');
    const here = await keptFile(wanted);
    if (wanted !== sha256()) return;
    letGo();
    if (here !== null) made = URL.createObjectURL(new Blob([here.bytes], { type: here.mediaType }));
    address.value = made ?? fileAddress(programmeId(), wanted, { shown: true });
  }
  watch(
    sha256,
    (wanted) => {
      if (phone.active && phone.files > 0) void find();
      else address.value = fileAddress(programmeId(), wanted, { shown: true });
    },
    { immediate: true },
  );
  onScopeDispose(letGo);
  return address;
}
