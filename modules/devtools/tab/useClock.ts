import { onScopeDispose, readonly, ref, type Ref } from 'vue'

/** Now, in ms since the epoch, twice a second. */
export function useClock(): Readonly<Ref<number>> {
  const now = ref(Date.now())
  const timer = setInterval(() => now.value = Date.now(), 500)
  onScopeDispose(() => clearInterval(timer))
  return readonly(now)
}
