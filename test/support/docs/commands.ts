import type { Page } from './pages'

/** The commands of a page's `sh` blocks, in order, as one would type them: without comments, continued lines joined. */
export function commandsOf({ blocks }: Pick<Page, 'blocks'>): string[] {
  return blocks.filter(({ language }) => language === 'sh').flatMap(({ code }) =>
    code.replace(/ *\\\n\s*/g, ' ').split('\n').map(line => line.replace(/(?:^|\s+)#(?:\s.*)?$/, '').trim()).filter(Boolean))
}
