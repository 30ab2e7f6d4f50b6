import type { FetchError } from 'ofetch'
import type { AuthAnswer, AuthFailure } from '../common/authFlow'
import { navigateTo, nextTick, readonly, ref, type Ref } from '#imports'
import { useAuthFlow } from './useAuthFlow'
import { useMessages } from './useMessages'

export interface UseAuthFormReturn {
  isPending: Readonly<Ref<boolean>>
  /** The form's `submit` listener: posts it by script, and goes where the server says. */
  submit: (event: Event) => Promise<void>
}

/**
 * Enhances an auth form. Without scripts the same `<form method="post">` works by itself, so the
 * fields are read from the form and never kept in state: what was typed before the scripts arrived stays.
 * A refusal becomes the error of the flow, which the page shows wherever it came from.
 *
 * @param goTo goes to where the server says that it is done; by default, by loading that page afresh.
 */
export function useAuthForm(goTo = loadAfresh): UseAuthFormReturn {
  const flow = useAuthFlow()
  const { t } = useMessages()
  const isPending = ref(false)

  async function submit(event: Event): Promise<void> {
    if (isPending.value) return
    const form = event.target as HTMLFormElement
    isPending.value = true
    flow.value.error = null
    try {
      const answer = await $fetch<AuthAnswer>(new URL(form.action).pathname, { method: 'POST', body: Object.fromEntries(new FormData(form)) })
      if ('redirectTo' in answer) {
        await goTo(answer.redirectTo)
      }
      else {
        flow.value = answer.flow
        await navigateTo(answer.next)
      }
    }
    catch (thrown) {
      const { page, ...failure } = toFailure(thrown)
      flow.value.error = failure
      if (page) return window.location.assign(page)
      await nextTick()
      focusOnRefusal(form)
    }
    isPending.value = false
  }

  function toFailure(thrown: unknown): AuthFailure {
    const { code, message, page } = (thrown as FetchError<Partial<AuthFailure>>).data ?? {}
    return code && message ? { code, message, page } : { code: 'unreachable', message: t('auth.unreachable') }
  }

  return { isPending: readonly(isPending), submit }
}

/** Never resolves: the page is on its way out and stays pending, so that nothing is posted twice. */
export function loadAfresh(address: string): Promise<void> {
  window.location.assign(address)
  return new Promise(() => {})
}

/** Where the visitor goes on: the form's field, which has the error as its description, or the error itself. */
function focusOnRefusal(form: HTMLFormElement): void {
  const field = form.querySelector<HTMLInputElement>('input:not([type=hidden])') ?? document.getElementById('auth-error')
  field?.focus()
  // A wrong code is typed anew, an address is corrected.
  if (field instanceof HTMLInputElement && field.name === 'code') field.select()
}
