import type { Browser, BrowserContext, Page } from 'playwright-core'
import { signIn } from './browser'
import { hydrated } from './hydrated'
import type { StackUrls } from './stack'
import { createSignedInVisitor, newAddress, type Visitor } from './visitor'

export const DRAFT = 'Half a thou'

export interface Worker {
  email: string
  context: BrowserContext
  pages: Page[]
  /** Another device of the same person: a session of its own. */
  elsewhere: Visitor
}

export interface WorkerOptions {
  name: string
  tabs?: number
  tasks?: number
  /** Prepares the context before its first page. */
  prepare?: (context: BrowserContext) => Promise<void>
}

/** Someone with a long list of tasks, in the middle of writing a new one, scrolled down, in every tab. */
export async function workAtTasks(browser: Browser, stack: StackUrls, { name, tabs = 1, tasks = 40, prepare }: WorkerOptions): Promise<Worker> {
  const email = newAddress(name)
  const elsewhere = await createSignedInVisitor(stack, email)
  for (let number = 1; number <= tasks; number++) await addElsewhere(elsewhere, `Task ${number} of ${name}`)

  const context = await browser.newContext()
  await prepare?.(context)
  const pages = await Promise.all(Array.from({ length: tabs }, () => context.newPage()))
  const [first] = pages
  if (first) await signIn(first, stack, email)
  for (const page of pages) {
    await page.goto(`${stack.url}/tasks`)
    await hydrated(page)
    await beginDraft(page)
  }
  return { email, context, pages, elsewhere }
}

export async function beginDraft(page: Page): Promise<void> {
  const input = page.getByRole('textbox', { name: 'New task' })
  await input.pressSequentially(DRAFT)
  await page.evaluate(() => {
    document.documentElement.style.scrollBehavior = 'auto'
    window.scrollTo(0, 500)
  })
}

/** A task that the person adds on another device. */
export async function addElsewhere(elsewhere: Visitor, text: string): Promise<void> {
  await post(elsewhere, '/api/tasks', { text })
}

/** A task of this page that the person checks off on another device. */
export async function checkOffElsewhere(elsewhere: Visitor, page: Page, text: string): Promise<void> {
  const form = page.locator('form', { has: page.getByRole('checkbox', { name: text }) })
  await post(elsewhere, await form.getAttribute('action') ?? '', { done: 'on' })
}

async function post(elsewhere: Visitor, path: string, fields: Record<string, string>): Promise<void> {
  const response = await elsewhere.postForm(path, fields)
  const { pathname, search } = new URL(response.headers.get('location') ?? '/nowhere', 'http://localhost')
  if (pathname !== '/tasks' || search) throw new Error(`${path} with ${JSON.stringify(fields)} was answered ${response.status} ${pathname}${search}.`)
}
