import type { Page } from 'playwright-core'

export interface Continuity {
  frames: number
  /** Changes to the document, each looked at before anything else could happen. A tab in the background has few frames. */
  changes: number
  /** The longest time between two frames, in ms: a gap would hide what happened in it. */
  longestGapMs: number
  /** Vue's components that were followed from the start. */
  components: number
  /** What was not as at the start, each with the frame in which it began. */
  breaks: string[]
}

declare global {
  interface Window {
    continuity?: Continuity & { stop: () => void }
  }
}

/** The parts of Vue's rendered tree that lead to its components; a production build offers no other way to them. */
interface VueNode {
  component?: { isUnmounted: boolean, subTree: VueNode } | null
  suspense?: { activeBranch: VueNode | null } | null
  children?: unknown
}

/**
 * Looks at the page in every animation frame and after every change from now on: whether anything says that the person is signed out
 * or has to wait, and whether the nodes, the typed text, the focus and the scroll position are still those of now. No component may end:
 * with it would go whatever it keeps to itself, a running counter for example.
 *
 * @returns a function that ends the watch and tells what was seen.
 */
export async function watchContinuity(page: Page): Promise<() => Promise<Continuity>> {
  await page.evaluate(() => {
    const find = (selector: string): Element => {
      const node = document.querySelector(selector)
      if (!node) throw new Error(`There is no ${selector} to watch.`)
      return node
    }
    const input = find('input[name=text]') as HTMLInputElement
    const listComponents = ({ component, suspense, children }: VueNode): Array<NonNullable<VueNode['component']>> => {
      const below = Array.isArray(children) ? children.filter(child => typeof child === 'object' && child !== null) as VueNode[] : []
      if (component) return [component, ...listComponents(component.subTree)]
      return [...suspense?.activeBranch ? [suspense.activeBranch] : [], ...below].flatMap(listComponents)
    }
    const components = listComponents((find('#__nuxt') as Element & { _vnode: VueNode })._vnode)
    const parts = ['header', 'main', 'h1', 'input[name=text]', 'main ul'].map(selector => ({ selector, node: find(selector) }))
    const items = [...document.querySelectorAll('main li')]
    const text = input.value
    const scroll = window.scrollY
    if (components.length <= items.length) throw new Error(`Only ${components.length} components were found, with ${items.length} tasks.`)
    if (!text || document.activeElement !== input || scroll === 0) throw new Error('The page must have a focused draft and be scrolled before it is watched.')

    const looks: Record<string, () => boolean> = {
      'says "You have been signed out"': () => find('#__nuxt').textContent.includes('You have been signed out'),
      'says "Loading…"': () => find('#__nuxt').textContent.includes('Loading…'),
      'offers to sign in': () => [...document.querySelectorAll('a, button')].some(node => /^\s*sign in/i.test(node.textContent)),
      'shows an alert': () => document.querySelector('[role=alert]') !== null,
      'ended a component': () => components.some(({ isUnmounted }) => isUnmounted),
      'lost a task': () => !items.every(item => item.isConnected),
      'lost the draft': () => input.value !== text,
      'lost the focus': () => document.activeElement !== input,
      'scrolled': () => window.scrollY !== scroll,
    }
    for (const { selector, node } of parts) looks[`mounted ${selector} anew`] = () => document.querySelector(selector) !== node

    const started = performance.now()
    let last = started
    let frame = 0
    const going = new Set<string>()
    const look = () => {
      for (const [what, isSo] of Object.entries(looks)) {
        if (!isSo()) {
          going.delete(what)
          continue
        }
        if (!going.has(what) && seen.breaks.length < 50) seen.breaks.push(`${what} (frame ${seen.frames}, after ${Math.round(performance.now() - started)} ms)`)
        going.add(what)
      }
    }
    const observer = new MutationObserver(() => {
      seen.changes++
      look()
    })
    const nextFrame = () => {
      const now = performance.now()
      seen.frames++
      seen.longestGapMs = Math.max(seen.longestGapMs, Math.round(now - last))
      last = now
      look()
      frame = requestAnimationFrame(nextFrame)
    }
    const seen: Continuity & { stop: () => void } = {
      frames: 0,
      changes: 0,
      longestGapMs: 0,
      components: components.length,
      breaks: [],
      stop: () => {
        observer.disconnect()
        cancelAnimationFrame(frame)
      },
    }
    window.continuity = seen
    observer.observe(document, { subtree: true, childList: true, characterData: true, attributes: true })
    frame = requestAnimationFrame(nextFrame)
  })

  return () => page.evaluate(() => {
    if (!window.continuity) return { frames: 0, changes: 0, longestGapMs: 0, components: 0, breaks: [`the document was replaced; it is now ${location.href}`] }
    const { stop, ...seen } = window.continuity
    stop()
    return seen
  })
}
