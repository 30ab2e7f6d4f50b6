import type { Direction } from '../common/appearance'
import { createTranslate, type Translate } from '../common/translate'
import { useAppearance } from './useAppearance'

export interface UseMessagesReturn {
  /** The text with this key, in the visitor's language. */
  t: Translate
  locale: string
  dir: Direction
}

/** The texts of the application in the visitor's language. They come with the page, not with its scripts. */
export function useMessages(): UseMessagesReturn {
  const { messages, locale, dir } = useAppearance().value
  return { t: createTranslate(messages), locale, dir }
}
