import type { FetchError } from 'ofetch'
import type { AuthAnswer, AuthFailure } from '../common/authFlow'
import { navigateTo, readonly, ref, type Ref } from '#imports'
import { useAuthFlow } from './useAuthFlow'

export interface UseAuthFormReturn {
  isPending: Readonly<Ref<boolean>>
  /** Why the last try was refused, whether it was posted by a script or by the browser itself. */
  error: Readonly<Ref<AuthFailure | null>>
  /** The form's `submit` listener: posts it by script, and goes where the server says. */
  submit: (event: Event) => Promise<void>
}

export interface UseAuthFormOptions {
  /** Called with the posted fields before going to the next page. */
  onAccepted?: (fields: Record<string, string>) => void
}

/**
 * Enhances an auth form. Without scripts the same `<form method="post">` works by itself, so the
 * fields are read from the form and never kept in state: what was typed before the scripts arrived stays.
 */
export function useAuthForm(options: UseAuthFormOptions = {}): UseAuthFormReturn {
  const flow = useAuthFlow()
  const isPending = ref(false)
  const error = ref<AuthFailure | null>(flow.value.error)

  async function submit(event: Event): Promise<void> {
    if (isPending.value) return
    const form = event.target as HTMLFormElement
    const fields = Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, String(value)]))
    isPending.value = true
    error.value = null
    flow.value.error = null
    try {
      const answer = await $fetch<AuthAnswer>(new URL(form.action).pathname, { method: 'POST', body: fields })
      if ('redirectTo' in answer) {
        window.location.assign(answer.redirectTo)
        // The page is on its way out: stay pending, so that nothing is posted twice.
        return
      }
      flow.value = answer.flow
      options.onAccepted?.(fields)
      await navigateTo(answer.next)
    }
    catch (thrown) {
      error.value = toFailure(thrown)
    }
    isPending.value = false
  }

  return { isPending: readonly(isPending), error: readonly(error), submit }
}

function toFailure(thrown: unknown): AuthFailure {
  const body = (thrown as FetchError<Partial<AuthFailure>>).data
  if (body?.code && body.message) return { code: body.code, message: body.message, retryAfter: body.retryAfter }
  return { code: 'unreachable', message: 'The server cannot be reached. Check your connection, then try again.' }
}
