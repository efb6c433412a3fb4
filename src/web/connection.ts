/** Whether the server was reached by the last request. What the browser says of its connection is only a hint. */
import { ref } from 'vue';

/** True until a request shows otherwise. */
export const serverReached = ref(true);

/** Told by every request. */
export function tellReached(reached: boolean): void {
  serverReached.value = reached;
}
