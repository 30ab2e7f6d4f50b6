import type { QueryError } from '../common/convexError'
import { useAppearance } from './useAppearance'
import { useMessages } from './useMessages'

/** Puts what Convex functions refuse with into the visitor's language, by the `refusal.…` texts. */
export function useRefusals() {
  const { t } = useMessages()
  const { messages } = useAppearance().value

  function translated(code: string): string | undefined {
    return (messages as Record<string, string>)[`refusal.${code}`]
  }

  return {
    /** The function's own words for a code without a translation. */
    describeRefusal: ({ code, message }: QueryError): string => translated(code) ?? message,
    describeCode: (code: string): string => translated(code) ?? t('refusal.other'),
  }
}
