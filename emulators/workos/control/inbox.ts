import { getRequestHeader, setResponseHeader } from 'h3'
import { readQuery } from '../http/query'
import type { Route } from '../http/route'
import { inboxPage } from './inboxPage'

export const inboxRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/_emulate/inbox',
    summary: 'Mails, as a page or with `Accept: application/json` as a list; filter `email`',
    access: 'open',
    handle: (event, { mailbox }) => {
      const mails = mailbox.list(readQuery(event).get('email'))
      setResponseHeader(event, 'vary', 'accept')
      if (!getRequestHeader(event, 'accept')?.includes('text/html')) return mails
      setResponseHeader(event, 'content-type', 'text/html; charset=utf-8')
      return inboxPage(mails)
    },
  },
]
