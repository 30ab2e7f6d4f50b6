import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { checks } from '../../../../cli/doctor/checks/table'
import { doctorMarkdown } from '../../../../cli/doctor/renderDocs'
import { ROOT } from '../../../../cli/lib/root'
import { SETUP_USAGE } from '../../../../cli/setup/options'

const read = (name: string) => readFileSync(join(ROOT, 'docs', name), 'utf8')

describe('docs/doctor.md', () => {
  it('matches the checks; if not, run npx tsx cli/doctor/writeDocs.ts', () => {
    expect(read('doctor.md')).toBe(doctorMarkdown())
  })

  it.each(checks.map(({ id, about }) => [id, about]))('says of %s what helps', (_, about) => {
    expect(about.length).toBeGreaterThan(80)
  })
})

describe('docs/setup.md', () => {
  it('shows the options as they are', () => {
    expect(read('setup.md')).toContain(SETUP_USAGE)
  })
})
