import type { SessionView } from '../../../common/session'
import { STORED_PAGE_ID, STORED_SESSION } from '../names'

/** Names this browser tab, from its first page to its last. */
export function pageId(): string {
  const id = sessionStorage.getItem(STORED_PAGE_ID) ?? crypto.randomUUID()
  sessionStorage.setItem(STORED_PAGE_ID, id)
  return id
}

/** Whom the last page of this browser tab was for, so that the next one can tell a sign-in from a reload. Without tokens, like all of it. */
export const lastSession = {
  read(): SessionView | null | undefined {
    const stored = sessionStorage.getItem(STORED_SESSION)
    return stored === null ? undefined : JSON.parse(stored)
  },
  write(session: SessionView | null): void {
    sessionStorage.setItem(STORED_SESSION, JSON.stringify(session))
  },
}
